package ru.fitcrm.hub.config.console.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.journal.Rule;
import ru.fitcrm.hub.core.rule.RuleEdit;

/**
 * What stands in the form of a rule that writes to people.
 *
 * @param channel in order of preference, empty places left out
 * @param unlessStopped null if the box is not ticked; then whoever wrote «СТОП» is written to too
 * @param enabled null if the box is not ticked
 * @param address of a fixed receiver, for the first channel
 * @param subject of an e-mail
 * @param template name of a text WhatsApp has approved, empty for none; in {@code language}
 * @param parameters of the template, one a line, in the order of their places
 * @param fileUrl of a file that goes with it, empty for none; {@code fileKind} is what it is
 */
record MessageForm(
    @Nullable String name,
    @Nullable String eventType,
    @Nullable String condition,
    @Nullable String to,
    @Nullable List<String> channel,
    @Nullable String nextAfter,
    @Nullable String purpose,
    @Nullable String address,
    @Nullable String ru,
    @Nullable String en,
    @Nullable String subject,
    @Nullable String template,
    @Nullable String language,
    @Nullable String parameters,
    @Nullable String fileUrl,
    @Nullable String fileKind,
    @Nullable String fileName,
    @Nullable Boolean unlessStopped,
    @Nullable Boolean enabled) {

  static MessageForm empty() {
    return new MessageForm(
        "",
        "call.ended",
        "$.result == \"MISSED\"",
        "CLIENT",
        List.of(),
        "10",
        "SERVICE",
        "",
        "",
        "",
        "",
        "",
        "ru",
        "",
        "",
        "IMAGE",
        "",
        true,
        true);
  }

  static MessageForm of(Rule rule) {
    JsonNode settings = rule.settings();
    List<String> channels = settings.path("channels").valueStream().map(JsonNode::asText).toList();
    return new MessageForm(
        rule.name(),
        rule.eventType(),
        rule.condition(),
        settings.path("to").asText(),
        channels,
        settings.path("nextAfterMinutes").asText(""),
        settings.path("purpose").asText("SERVICE"),
        channels.isEmpty() ? "" : settings.path("addresses").path(channels.get(0)).asText(""),
        settings.path("text").path("ru").asText(""),
        settings.path("text").path("en").asText(""),
        settings.path("subject").path("ru").asText(""),
        settings.path("approved").path("name").asText(""),
        settings.path("approved").path("language").asText("ru"),
        String.join(
            "\n",
            settings
                .path("approved")
                .path("parameters")
                .valueStream()
                .map(JsonNode::asText)
                .toList()),
        settings.path("media").path("url").asText(""),
        settings.path("media").path("kind").asText("IMAGE"),
        settings.path("media").path("name").asText(""),
        settings.path("unlessStopped").asBoolean(),
        rule.enabled());
  }

  /** What is no number stays as it was typed, to be refused by its field. */
  private static JsonNode number(String typed) {
    return typed.matches("\\d{1,9}")
        ? JsonNodeFactory.instance.numberNode(Integer.parseInt(typed))
        : JsonNodeFactory.instance.textNode(typed);
  }

  /** The channel at a place, from 0; empty if none. */
  public String channelAt(int place) {
    return channel != null && place < channel.size() ? channel.get(place) : "";
  }

  RuleEdit edit(@Nullable Long id) {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.put("to", to).put("purpose", purpose == null ? "SERVICE" : purpose);
    List<String> order = new ArrayList<>(Objects.requireNonNullElse(channel, List.<String>of()));
    order.removeIf(String::isBlank);
    order.stream().distinct().forEach(settings.withArrayProperty("channels")::add);
    if (!orEmpty(nextAfter).isEmpty()) {
      settings.set("nextAfterMinutes", number(orEmpty(nextAfter)));
    }
    if (address != null && !address.isBlank()) {
      ObjectNode addresses = settings.putObject("addresses");
      order.forEach(one -> addresses.put(one, address.strip()));
    }
    settings.put("unlessStopped", Boolean.TRUE.equals(unlessStopped));
    settings.putObject("text").put("ru", orEmpty(ru)).put("en", orEmpty(en));
    if (!orEmpty(subject).isEmpty()) {
      settings.putObject("subject").put("ru", orEmpty(subject));
    }
    if (!orEmpty(template).isEmpty()) {
      ObjectNode approved = settings.putObject("approved");
      approved.put("name", orEmpty(template));
      approved.put("language", orEmpty(language).isEmpty() ? "ru" : orEmpty(language));
      orEmpty(parameters)
          .lines()
          .filter(line -> !line.isBlank())
          .map(String::strip)
          .forEach(approved.withArrayProperty("parameters")::add);
    }
    if (!orEmpty(fileUrl).isEmpty()) {
      ObjectNode media = settings.putObject("media").put("url", orEmpty(fileUrl));
      media.put("kind", orEmpty(fileKind));
      media.put("name", orEmpty(fileName).isEmpty() ? null : orEmpty(fileName));
    }
    return new RuleEdit(
        id, name, eventType, condition, "MESSAGE", settings, Boolean.TRUE.equals(enabled));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
