package ru.fitcrm.hub.core.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubId;

/** Makes the words of a message, once: what was rendered before is said again as it was. */
public final class RenderText {

  private static final String RUSSIAN = "ru";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String LANGUAGE =
      """
      select coalesce(m.language,
                      (select u.language from user_account u where u.employee_id = m.employee_id
                        order by u.id limit 1),
                      :otherwise)
        from message m where m.id = :message""";

  private final JdbcClient jdbc;
  private final ObjectMapper json;
  private final ReadFacts facts;

  RenderText(JdbcClient jdbc, ObjectMapper json, MessageSource names) {
    this.jdbc = jdbc;
    this.json = json;
    this.facts = new ReadFacts(jdbc, names);
  }

  /**
   * The words a rule's settings give, on real data.
   *
   * @param template one language's text
   * @param event what it is about, null for nothing
   * @param language of the template, for example {@code en}
   */
  public String preview(
      String template, @Nullable Long event, @Nullable Long client, ZoneId zone, String language) {
    return new TextTemplate(template).fill(facts.of(event, client, zone, language));
  }

  /** Empty if the rule it comes from is gone or has no text. */
  Optional<TextToSend> render(
      ClubId club, Message message, @Nullable String template, ZoneId zone) {
    String text = message.text();
    if (text != null) {
      return Optional.of(
          toSend(
              club,
              message,
              message.subject(),
              text,
              template(template).orElse(null),
              message.media() == null ? null : message.media().toSend()));
    }
    return rule(message.ruleId()).flatMap(settings -> ofRule(club, message, settings, zone));
  }

  private Optional<TextToSend> ofRule(
      ClubId club, Message message, JsonNode settings, ZoneId zone) {
    String language = language(message.id());
    Map<Placeholder, String> known =
        facts.of(message.eventId(), message.clientId(), zone, language);
    return text(settings.path("text"), language)
        .map(
            text ->
                toSend(
                    club,
                    message,
                    text(settings.path("subject"), language)
                        .map(one -> one.fill(known))
                        .orElse(null),
                    text.fill(known),
                    approved(settings.path("approved"), known),
                    media(settings.path("media"))));
  }

  private static TextToSend toSend(
      ClubId club,
      Message message,
      @Nullable String subject,
      String text,
      TextToSend.@Nullable Template template,
      TextToSend.@Nullable Media media) {
    return new TextToSend(
        TextToSend.idOf(club, message.id()),
        Objects.requireNonNull(message.channel(), "a message on its way has a channel"),
        Objects.requireNonNull(message.address(), "a message on its way has an address"),
        subject,
        text,
        message.purpose(),
        template,
        media);
  }

  private Optional<JsonNode> rule(@Nullable Long rule) {
    return jdbc.sql("select settings::text from rule where id = :rule")
        .param("rule", rule, java.sql.Types.BIGINT)
        .query(String.class)
        .optional()
        .map(this::read);
  }

  /** The reader's. */
  private String language(long message) {
    return jdbc.sql(LANGUAGE)
        .param("message", message)
        .param("otherwise", RUSSIAN)
        .query(String.class)
        .single();
  }

  /** The language asked for, else Russian, else whichever there is. */
  private static Optional<TextTemplate> text(JsonNode texts, String language) {
    for (String one : List.of(language, RUSSIAN, "en")) {
      if (!texts.path(one).asText("").isBlank()) {
        return Optional.of(new TextTemplate(texts.path(one).asText()));
      }
    }
    return Optional.empty();
  }

  private static TextToSend.@Nullable Template approved(
      JsonNode approved, Map<Placeholder, String> known) {
    if (!approved.isObject()) {
      return null;
    }
    List<String> parameters = new ArrayList<>();
    approved
        .path("parameters")
        .forEach(one -> parameters.add(new TextTemplate(one.asText()).fill(known)));
    return new TextToSend.Template(
        approved.path("name").asText(), approved.path("language").asText(RUSSIAN), parameters);
  }

  private static TextToSend.@Nullable Media media(JsonNode media) {
    return media.isObject()
        ? new TextToSend.Media(
            TextToSend.Media.Kind.valueOf(media.path("kind").asText()),
            media.path("url").asText(),
            media.path("name").asText(null))
        : null;
  }

  /** As the column {@code template} holds it. */
  static @Nullable String stored(TextToSend.@Nullable Template template) {
    return template == null ? null : JSON.valueToTree(template).toString();
  }

  private Optional<TextToSend.Template> template(@Nullable String stored) {
    if (stored == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(json.readValue(stored, TextToSend.Template.class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database holds a template that cannot be read", e);
    }
  }

  private JsonNode read(String text) {
    try {
      return json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database holds a rule's settings that are no JSON", e);
    }
  }
}
