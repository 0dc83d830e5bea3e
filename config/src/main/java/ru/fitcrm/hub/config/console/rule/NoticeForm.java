package ru.fitcrm.hub.config.console.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.journal.Rule;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.rule.RuleEdit;

/**
 * What stands in the form of one of the nine notices.
 *
 * @param enabled null if the box is not ticked
 * @param channel by which the employee is told too, after the console
 */
record NoticeForm(
    @Nullable Boolean enabled,
    @Nullable String ru,
    @Nullable String en,
    @Nullable List<Channel> channel) {

  static NoticeForm of(Rule rule) {
    List<Channel> channels =
        rule.settings()
            .path("channels")
            .valueStream()
            .map(one -> Channel.valueOf(one.asText()))
            .toList();
    return new NoticeForm(
        rule.enabled(),
        rule.settings().path("text").path("ru").asText(""),
        rule.settings().path("text").path("en").asText(""),
        channels);
  }

  public boolean has(Channel one) {
    return channel != null && channel.contains(one);
  }

  /** The rule with what was typed; all else of it stays. */
  RuleEdit edit(Rule rule) {
    ObjectNode settings = rule.settings().deepCopy();
    settings.putObject("text").put("ru", orEmpty(ru)).put("en", orEmpty(en));
    settings.remove("channels");
    if (channel != null && !channel.isEmpty()) {
      channel.forEach(one -> settings.withArrayProperty("channels").add(one.name()));
    }
    return new RuleEdit(
        rule.id(),
        rule.name(),
        rule.eventType(),
        rule.condition(),
        rule.action(),
        settings,
        Boolean.TRUE.equals(enabled));
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
