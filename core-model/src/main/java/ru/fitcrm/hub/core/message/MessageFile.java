package ru.fitcrm.hub.core.message;

import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.StorableText;

/**
 * A file that went or came with a message. One that goes has an address; of one that came its
 * messenger tells an id, by which it is asked for there.
 *
 * @param url where it lies, null for one that came
 * @param name of a document as people see it, null for none
 * @param id the messenger's own, null for one that goes
 * @param mime for example {@code image/jpeg}, null if not told
 */
public record MessageFile(
    TextToSend.Media.Kind kind,
    @Nullable String url,
    @Nullable String name,
    @Nullable String id,
    @Nullable String mime) {

  public MessageFile {
    url = StorableText.orNull(url);
    name = StorableText.orNull(name);
    id = StorableText.orNull(id);
    mime = StorableText.orNull(mime);
  }

  static @Nullable MessageFile of(TextToSend.@Nullable Media media) {
    return media == null
        ? null
        : new MessageFile(media.kind(), media.url(), media.name(), null, null);
  }

  /** As it goes out, null for one that came. */
  TextToSend.@Nullable Media toSend() {
    return url == null ? null : new TextToSend.Media(kind, url, name);
  }

  /** Without the address and the name, so that they reach no log. */
  @Override
  public String toString() {
    return "MessageFile[" + kind + "]";
  }
}
