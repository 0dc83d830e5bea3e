package ru.fitcrm.hub.connectors.messenger.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.ChannelNews;
import ru.fitcrm.hub.core.message.ChannelNews.Stage;
import ru.fitcrm.hub.core.message.MessageFile;
import ru.fitcrm.hub.core.message.TextToSend.Media.Kind;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Reads what Meta posts: several entries, changes, messages and statuses in one body. */
final class ReadWebhook {

  private static final Map<String, Stage> STAGES =
      Map.of(
          "sent", Stage.ACCEPTED,
          "delivered", Stage.DELIVERED,
          "read", Stage.READ,
          "played", Stage.READ,
          "failed", Stage.FAILED);

  private static final Map<String, Kind> KINDS =
      Map.of(
          "image", Kind.IMAGE,
          "sticker", Kind.IMAGE,
          "video", Kind.VIDEO,
          "audio", Kind.AUDIO,
          "voice", Kind.AUDIO,
          "document", Kind.DOCUMENT);

  private final String phoneNumberId;

  ReadWebhook(String phoneNumberId) {
    this.phoneNumberId = phoneNumberId;
  }

  /** Of our number only: an application may have several. */
  List<ChannelNews> news(RawBody body) {
    JsonNode told = WhatsappChannel.read(body.text());
    if (!told.has("entry")) {
      throw new InvalidInput("entry", "webhook.empty", "There is no entry: this is not Meta's");
    }
    List<ChannelNews> news = new ArrayList<>();
    for (JsonNode entry : told.path("entry")) {
      for (JsonNode change : entry.path("changes")) {
        JsonNode value = change.path("value");
        if (value.path("metadata").path("phone_number_id").asText().equals(phoneNumberId)) {
          value.path("statuses").forEach(status -> receipt(status, news));
          value.path("messages").forEach(message -> written(message, value, news));
        }
      }
    }
    return news;
  }

  /** Read implies delivered, and they come in any order: whoever keeps them ranks them. */
  private static void receipt(JsonNode status, List<ChannelNews> news) {
    @Nullable Stage stage = STAGES.get(status.path("status").asText());
    if (stage != null && status.hasNonNull("id")) {
      int code = status.path("errors").path(0).path("code").asInt();
      boolean failed = stage == Stage.FAILED;
      news.add(
          new ChannelNews.Receipt(
              status.path("id").asText(),
              stage,
              moment(status),
              failed ? "whatsapp-" + code : null,
              failed ? NameError.words(code) : null));
    }
  }

  private static void written(JsonNode message, JsonNode value, List<ChannelNews> news) {
    String from = message.path("from").asText(message.path("from_user_id").asText(""));
    String type = message.path("type").asText();
    if (from.isEmpty() || type.equals("reaction") || type.equals("system")) {
      return;
    }
    // Who hides their number is known by an id with letters.
    boolean isNumber = from.matches("\\+?\\d+");
    String address = isNumber ? "+" + from.replaceAll("\\D", "") : from;
    news.add(
        new ChannelNews.Written(
            message.path("id").asText(),
            Channel.WHATSAPP,
            address,
            isNumber ? address : null,
            name(value.path("contacts"), from),
            text(message, type),
            moment(message),
            file(message.path(type), type)));
  }

  /** A sticker is a picture. A file's bytes stay at Meta, who gives them out by its id. */
  private static @Nullable MessageFile file(JsonNode told, String type) {
    @Nullable Kind kind = KINDS.get(type);
    return kind == null || !told.hasNonNull("id")
        ? null
        : new MessageFile(
            kind,
            null,
            told.path("filename").asText(null),
            told.path("id").asText(),
            told.path("mime_type").asText(null));
  }

  private static @Nullable String name(JsonNode contacts, String from) {
    for (JsonNode contact : contacts) {
      if (contact.path("wa_id").asText().equals(from)
          || contact.path("user_id").asText().equals(from)) {
        String name = contact.path("profile").path("name").asText("");
        return name.isEmpty() ? null : name;
      }
    }
    return null;
  }

  private static String text(JsonNode message, String type) {
    return switch (type) {
      case "text" -> message.path("text").path("body").asText("");
      case "button" -> message.path("button").path("text").asText("");
      case "interactive" -> chosen(message.path("interactive"));
      case "location" -> DescribeMessage.location(message.path("location"));
      case "contacts" -> DescribeMessage.contacts(message.path("contacts"));
      case "order" -> DescribeMessage.order(message.path("order"));
      case "unsupported" -> DescribeMessage.unsupported();
      default -> message.path(type).path("caption").asText("");
    };
  }

  private static String chosen(JsonNode told) {
    return told.has("nfm_reply")
        ? DescribeMessage.form(told.path("nfm_reply"))
        : told.path("button_reply")
            .path("title")
            .asText(told.path("list_reply").path("title").asText(""));
  }

  private static @Nullable Instant moment(JsonNode told) {
    String seconds = told.path("timestamp").asText();
    return seconds.matches("\\d{9,11}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : null;
  }
}
