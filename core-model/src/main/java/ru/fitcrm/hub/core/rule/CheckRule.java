package ru.fitcrm.hub.core.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.Purpose;
import ru.fitcrm.hub.core.message.TextTemplate;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.person.ReadPhone;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Required;

/** Says what of a rule cannot work, before it is saved. */
final class CheckRule {

  private static final Set<String> ACTIONS =
      Set.of("CARD", "LINE", "DONE", "NOTICE", "MESSAGE", "WEBHOOK");
  static final List<String> LANGUAGES = List.of("ru", "en");
  private static final int LONGEST_WAIT_MINUTES = 24 * 60;

  private CheckRule() {}

  /**
   * A rule that can be written.
   *
   * @param condition null for always
   */
  record Checked(
      String name,
      String eventType,
      @Nullable String condition,
      String action,
      JsonNode settings,
      boolean enabled) {}

  /**
   * @throws InvalidInput naming the field and the fix
   */
  static Checked check(RuleEdit edit) {
    String name = Required.text("name", edit.name());
    String event = oneOf("eventType", edit.eventType(), EventTypes.ALL);
    String action = oneOf("action", edit.action(), new TreeSet<>(ACTIONS));
    JsonNode told = edit.settings();
    JsonNode settings = told == null ? JsonNodeFactory.instance.objectNode() : told;
    KnownSettings.check(settings);
    switch (action) {
      case "CARD" -> card(settings);
      case "LINE" -> text(settings, "group");
      case "DONE" -> done(settings);
      case "NOTICE" -> notice(settings);
      case "WEBHOOK" -> webhook(settings);
      default -> message(event, settings);
    }
    @Nullable String condition = edit.condition();
    return new Checked(
        name,
        event,
        condition == null || condition.isBlank() ? null : condition.strip(),
        action,
        settings,
        edit.enabled() == null || edit.enabled());
  }

  private static void card(JsonNode settings) {
    text(settings, "code");
    text(settings, "reason");
    number(settings, "dueInDays", 365);
  }

  private static void done(JsonNode settings) {
    text(settings, "code");
    text(settings, "nextStep");
  }

  private static void webhook(JsonNode settings) {
    JsonNode endpoints = settings.path("endpoints");
    boolean fits = endpoints.isArray() && !endpoints.isEmpty();
    for (JsonNode one : endpoints) {
      fits &= one.isIntegralNumber();
    }
    if (!fits) {
      throw new InvalidInput(
          "settings.endpoints",
          "required",
          "settings.endpoints lists at least one id of webhook-endpoints");
    }
  }

  private static void notice(JsonNode settings) {
    String to = text(settings, "to");
    receiver(to, List.of("RESPONSIBLE", "EMPLOYEE"));
    if (settings.has("text")) {
      templates(settings, "text");
    }
    if (!settings.path("channels").isEmpty()) {
      channels(settings);
      templates(settings, "text");
    }
  }

  /** A message's own event never writes to the person it was with: two such rules would talk. */
  private static void message(String event, JsonNode settings) {
    String to = text(settings, "to");
    if (to.equals("CLIENT") && event.startsWith("message.")) {
      throw new InvalidInput(
          "settings.to",
          "rule.loop",
          "A message's own event cannot write to the same person: choose RESPONSIBLE or a role");
    }
    if (to.equals("CLUB") && !event.equals("licence.notice")) {
      throw new InvalidInput(
          "settings.to", "rule.club", "CLUB is for licence.notice alone: choose another receiver");
    }
    receiver(to, List.of("CLIENT", "RESPONSIBLE", "EMPLOYEE", "FIXED", "CLUB"));
    channels(settings);
    if (to.equals("FIXED")) {
      addresses(settings);
    }
    number(settings, "nextAfterMinutes", LONGEST_WAIT_MINUTES);
    yesOrNo(settings, "unlessStopped");
    if (settings.hasNonNull("purpose")) {
      oneOf(
          "settings.purpose",
          settings.path("purpose").asText(),
          Arrays.stream(Purpose.values()).map(Enum::name).toList());
    }
    templates(settings, "text");
    if (settings.has("subject")) {
      templates(settings, "subject");
    }
    approved(settings.path("approved"));
    media(settings.path("media"));
  }

  /** A file that goes with the text, by its address. */
  private static void media(JsonNode media) {
    if (media.isMissingNode() || media.isNull()) {
      return;
    }
    var unused =
        oneOf(
            "settings.media.kind",
            media.path("kind").asText(null),
            Arrays.stream(TextToSend.Media.Kind.values()).map(Enum::name).toList());
    TextToSend.Media.checkUrl("settings.media.url", media.path("url").asText(null));
  }

  /** A text the provider has approved; what stands in its places is ours to say. */
  private static void approved(JsonNode approved) {
    if (approved.isMissingNode() || approved.isNull()) {
      return;
    }
    for (String field : List.of("name", "language")) {
      var unused = Required.text("settings.approved." + field, approved.path(field).asText(null));
    }
    approved
        .path("parameters")
        .forEach(one -> TextTemplate.check("settings.approved.parameters", one.asText()));
  }

  private static void addresses(JsonNode settings) {
    for (JsonNode channel : settings.path("channels")) {
      String field = "settings.addresses." + channel.asText();
      String address = settings.path("addresses").path(channel.asText()).asText("");
      if (address.isBlank()) {
        throw new InvalidInput(
            field, "required", "settings.addresses needs an address for " + channel.asText());
      }
      requireNumber(field, channel.asText(), address);
    }
  }

  /** Gateways take a number as it stands here: without its country it would be somebody else's. */
  private static void requireNumber(String field, String channel, String address) {
    boolean isNumber = channel.equals("SMS") || channel.equals("WHATSAPP");
    if (isNumber && !address.equals(ReadPhone.read(address, "ZZ").e164OrNull())) {
      throw new InvalidInput(
          field, "phone.invalid", field + " must be a number in full, like +79161234567");
    }
  }

  private static void channels(JsonNode settings) {
    JsonNode channels = settings.path("channels");
    if (!channels.isArray() || channels.isEmpty()) {
      throw new InvalidInput(
          "settings.channels",
          "required",
          "settings.channels names at least one of " + Arrays.toString(Channel.values()));
    }
    List<String> known = Arrays.stream(Channel.values()).map(Enum::name).toList();
    channels.forEach(one -> oneOf("settings.channels", one.asText(), known));
  }

  private static void templates(JsonNode settings, String field) {
    JsonNode texts = settings.path(field);
    boolean any = false;
    for (String language : LANGUAGES) {
      String text = texts.path(language).asText("");
      if (!text.isBlank()) {
        var unused = TextTemplate.check("settings." + field + "." + language, text);
        any = true;
      }
    }
    if (!any) {
      throw new InvalidInput(
          "settings." + field + ".ru",
          "required",
          "settings." + field + " needs a text in ru, en or both");
    }
  }

  private static void number(JsonNode settings, String field, int most) {
    JsonNode value = settings.path(field);
    boolean fits =
        value.isMissingNode()
            || value.isNull()
            || (value.isIntegralNumber() && value.asLong() >= 0 && value.asLong() <= most);
    if (!fits) {
      throw new InvalidInput(
          "settings." + field,
          "field.range",
          "settings." + field + " must be a whole number from 0 to " + most);
    }
  }

  private static void yesOrNo(JsonNode settings, String field) {
    JsonNode value = settings.path(field);
    if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
      throw new InvalidInput(
          "settings." + field, "field.boolean", "settings." + field + " must be true or false");
    }
  }

  private static String text(JsonNode settings, String field) {
    return Required.text("settings." + field, settings.path(field).asText(null));
  }

  /** Somebody the event names, or all of a role. */
  private static void receiver(String to, List<String> named) {
    var unused = oneOf("settings.to", to, Stream.concat(named.stream(), roles().stream()).toList());
  }

  private static List<String> roles() {
    return Arrays.stream(Role.values())
        .filter(role -> role != Role.SUPERADMIN)
        .map(Enum::name)
        .toList();
  }

  private static String oneOf(
      String field, @Nullable String value, java.util.Collection<String> known) {
    if (value == null || !known.contains(value)) {
      throw new InvalidInput(
          field, "field.invalid", field + " must be one of " + String.join(", ", known));
    }
    return value;
  }
}
