package ru.fitcrm.hub.connectors.webhook;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ru.fitcrm.hub.connectors.http.ReadFields;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.request.HeardForm;

/** Reads a form by a connection's mapping. */
final class ReadForms {

  private static final Pattern UTM =
      Pattern.compile("[?&](utm_(?:source|medium|campaign|term|content))=([^&#]+)");

  /** Where Tilda keeps the marks the visitor first came with, if it is set to send cookies. */
  private static final Pattern TILDA_VISIT = Pattern.compile("(?:^|;\\s*)TILDAUTM=([^;]+)");

  private static final int LONGEST = 4_000;

  private ReadForms() {}

  /** Empty for another event of the provider. */
  static Optional<HeardForm> read(WebhookInSettings settings, RawBody body) {
    ReadFields fields = ReadFields.of(body);
    boolean other =
        settings.preset() == WebhookInSettings.Preset.VK
            && !fields.at("type").orElse("lead_forms_new").equals("lead_forms_new");
    return other ? Optional.empty() : Optional.of(form(settings, fields));
  }

  private static HeardForm form(WebhookInSettings settings, ReadFields fields) {
    Mapping paths = settings.paths();
    String page = value(fields, paths.page()).orElse(null);
    Map<String, String> utm = new LinkedHashMap<>();
    if (page != null) {
      takeFromPage(page, utm);
    }
    if (settings.preset() == WebhookInSettings.Preset.TILDA) {
      fields.at("COOKIES").ifPresent(cookies -> takeFromCookies(cookies, utm));
    }
    put(utm, "utm_source", value(fields, paths.utmSource()));
    put(utm, "utm_medium", value(fields, paths.utmMedium()));
    put(utm, "utm_campaign", value(fields, paths.utmCampaign()));
    put(utm, "utm_term", value(fields, paths.utmTerm()));
    put(utm, "utm_content", value(fields, paths.utmContent()));
    return new HeardForm(
        value(fields, paths.name()).orElse(null),
        value(fields, paths.phone()).orElse(null),
        settings.firstOfSeveralPhones(),
        value(fields, paths.email()).filter(text -> text.contains("@")).orElse(null),
        value(fields, paths.comment()).orElse(null),
        value(fields, paths.branch()).orElse(null),
        page,
        value(fields, paths.form()).orElse(null),
        utm,
        settings.sourceName());
  }

  /** What PostgreSQL's texts cannot hold is left out. */
  private static Optional<String> value(ReadFields fields, List<String> paths) {
    return fields
        .first(paths)
        .map(text -> text.replace("\0", ""))
        .map(text -> text.length() > LONGEST ? text.substring(0, LONGEST) : text);
  }

  private static void takeFromPage(String page, Map<String, String> utm) {
    Matcher mark = UTM.matcher(page);
    while (mark.find()) {
      utm.putIfAbsent(mark.group(1), decoded(mark.group(2)));
    }
  }

  private static void takeFromCookies(String cookies, Map<String, String> utm) {
    Matcher visit = TILDA_VISIT.matcher(cookies);
    if (visit.find()) {
      takeFromPage("?" + decoded(visit.group(1)).replace("|||", "&"), utm);
    }
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException asItIs) {
      return text;
    }
  }

  private static void put(Map<String, String> utm, String name, Optional<String> value) {
    value.ifPresent(text -> utm.put(name, text));
  }
}
