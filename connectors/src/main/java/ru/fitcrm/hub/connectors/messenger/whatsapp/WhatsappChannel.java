package ru.fitcrm.hub.connectors.messenger.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import ru.fitcrm.hub.connectors.MessageChannel;
import ru.fitcrm.hub.connectors.http.AskOnce;
import ru.fitcrm.hub.connectors.http.Heard;
import ru.fitcrm.hub.connectors.http.WebQuestion;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.outbox.Outcome;

/**
 * Sends a template where the message has one, it may be sent at any time, a file in its header; a
 * text or a file otherwise, which WhatsApp takes only within 24 hours of the person's last message.
 * The send call knows no ids of ours: a lost answer stays unknown.
 */
final class WhatsappChannel implements MessageChannel {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final WhatsappSettings settings;
  private final InstantSource clock;
  private final AskOnce web;

  WhatsappChannel(WhatsappSettings settings, InstantSource clock) {
    this.settings = settings;
    this.clock = clock;
    this.web = new AskOnce(AskOnce.Limits.seconds(settings.timeoutSeconds()));
  }

  @Override
  public Outcome send(TextToSend message) {
    WebQuestion question =
        WebQuestion.post(settings.url() + "/messages", "application/json", body(message).toString())
            .with(Map.of("Authorization", "Bearer " + settings.accessToken()));
    return switch (web.ask(question)) {
      case Heard.Answered answered -> sent(answered);
      case Heard.NotSent not -> new Outcome.ConnectionDown(not.code(), not.reason());
      case Heard.Lost lost ->
          new Outcome.Unknown(
              lost.reason() + ". Look at the talk in WhatsApp before sending again");
    };
  }

  private static ObjectNode body(TextToSend message) {
    String address = message.address();
    boolean isNumber = address.codePoints().noneMatch(Character::isLetter);
    ObjectNode body =
        JsonNodeFactory.instance
            .objectNode()
            .put("messaging_product", "whatsapp")
            .put("recipient_type", "individual")
            .put(isNumber ? "to" : "recipient", isNumber ? address.replaceAll("\\D", "") : address)
            .put("biz_opaque_callback_data", message.id());
    TextToSend.Template template = message.template();
    TextToSend.Media media = message.media();
    if (template == null && media != null) {
      return withFile(body, message.text(), media);
    }
    if (template == null) {
      body.put("type", "text");
      body.putObject("text").put("body", message.text()).put("preview_url", false);
      return body;
    }
    body.put("type", "template");
    ObjectNode named = body.putObject("template").put("name", template.name());
    named.putObject("language").put("code", template.language());
    if (media != null && media.kind() != TextToSend.Media.Kind.AUDIO) {
      file(component(named, "header").addObject(), media);
    }
    if (!template.parameters().isEmpty()) {
      ArrayNode parameters = component(named, "body");
      template
          .parameters()
          .forEach(value -> parameters.addObject().put("type", "text").put("text", value));
    }
    return body;
  }

  private static ArrayNode component(ObjectNode template, String type) {
    return template
        .withArrayProperty("components")
        .addObject()
        .put("type", type)
        .putArray("parameters");
  }

  /** Sounds have no caption: Meta refuses one. */
  private static ObjectNode withFile(ObjectNode body, String caption, TextToSend.Media media) {
    ObjectNode file = file(body, media);
    if (!caption.isEmpty() && media.kind() != TextToSend.Media.Kind.AUDIO) {
      file.put("caption", caption);
    }
    return body;
  }

  /** Under the name of its kind, which is its type too. */
  private static ObjectNode file(ObjectNode holder, TextToSend.Media media) {
    String type = media.kind().name().toLowerCase(Locale.ROOT);
    ObjectNode file = holder.put("type", type).putObject(type).put("link", media.url());
    if (media.name() != null && media.kind() == TextToSend.Media.Kind.DOCUMENT) {
      file.put("filename", media.name());
    }
    return file;
  }

  /** 200 means taken, not delivered. */
  private Outcome sent(Heard.Answered answered) {
    JsonNode body = read(answered.text());
    if (body.path("error").has("code")) {
      return NameError.outcome(body.path("error").path("code").asInt(), clock.instant());
    }
    String id = body.path("messages").path(0).path("id").asText("");
    if (answered.isGood() && !id.isEmpty()) {
      return new Outcome.Accepted(id);
    }
    return answered.status() == 429 || answered.status() == 503
        ? new Outcome.RetryAt(null, "http-" + answered.status(), "WhatsApp asks to come later")
        : new Outcome.Unknown(
            "The answer was not WhatsApp's own. Look at the talk before sending again");
  }

  static JsonNode read(String text) {
    try {
      JsonNode read = JSON.readTree(text);
      return read == null ? MissingNode.getInstance() : read;
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  @Override
  public void close() {
    web.close();
  }
}
