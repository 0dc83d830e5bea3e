package ru.fitcrm.hub.core.message;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Required;

/**
 * A message as it is to be sent: rendered once, the same in every attempt.
 *
 * @param id of the message in the hub, unique in all clubs and the same in every attempt, for
 *     example {@code 12-3456}: letters, digits and {@code -} only
 * @param channel of the address
 * @param address as {@link Channel} says
 * @param subject of an e-mail, null elsewhere
 * @param template to be used where the channel lets only templates begin a talk, null for none
 * @param media a file that goes with it, null for none; where a channel carries no files its
 *     address stands in {@link #words}
 */
public record TextToSend(
    String id,
    Channel channel,
    String address,
    @Nullable String subject,
    String text,
    Purpose purpose,
    @Nullable Template template,
    @Nullable Media media) {

  /** Of a message without a file. */
  public TextToSend(
      String id,
      Channel channel,
      String address,
      @Nullable String subject,
      String text,
      Purpose purpose,
      @Nullable Template template) {
    this(id, channel, address, subject, text, purpose, template, null);
  }

  /** The id of a message. */
  static String idOf(ClubId club, long message) {
    return club.value() + "-" + message;
  }

  /** The message whose id it is; empty if it is none of this club's. */
  static Optional<Long> messageOf(String id, ClubId club) {
    String before = club.value() + "-";
    return id.startsWith(before) && id.substring(before.length()).matches("[0-9]{1,18}")
        ? Optional.of(Long.valueOf(id.substring(before.length())))
        : Optional.empty();
  }

  /** In a talk that is going on, where the words themselves may be said. */
  TextToSend withoutTemplate() {
    return new TextToSend(id, channel, address, subject, text, purpose, null, media);
  }

  /** The text and, where there is a file, its address. */
  public String words() {
    if (media == null) {
      return text;
    }
    return text.isEmpty() ? media.url() : text + "\n" + media.url();
  }

  /**
   * A file the gateway fetches by itself.
   *
   * @param url {@code https://…}, open to the gateway
   * @param name of a document as the person sees it, null for none
   */
  public record Media(Kind kind, String url, @Nullable String name) {

    /** What messengers tell apart. */
    public enum Kind {
      IMAGE,
      VIDEO,
      AUDIO,
      DOCUMENT
    }

    /**
     * Checks an address before it is kept.
     *
     * @param field for the caller, for example {@code media.url}
     */
    public static void checkUrl(String field, @Nullable String url) {
      if (!Required.text(field, url).matches("https?://[^\\s\"<>]{3,2000}")) {
        throw new InvalidInput(
            field, "url.invalid", field + " must be an address: https://…, without spaces");
      }
    }

    /** Without the address: whoever knows it sees the file. */
    @Override
    public String toString() {
      return "Media[" + kind + "]";
    }
  }

  /**
   * A text the provider has approved.
   *
   * @param language as the provider spells it, for example {@code ru}
   * @param parameters in the order of their places
   */
  public record Template(String name, String language, List<String> parameters) {

    public Template {
      parameters = List.copyOf(parameters);
    }

    /** Without the parameters: they may name a person. */
    @Override
    public String toString() {
      return "Template[" + name + ", " + language + "]";
    }
  }

  /** Without address and text, so that they reach no log. */
  @Override
  public String toString() {
    return "TextToSend[" + id + ", " + channel + ", " + purpose + "]";
  }
}
