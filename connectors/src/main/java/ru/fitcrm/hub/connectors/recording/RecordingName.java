package ru.fitcrm.hub.connectors.recording;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The name of a recording as a PBX told it, made harmless: a path of plain names below the place of
 * recordings, ending in a kind of sound.
 *
 * <p>A PBX tells its own full path. What follows the last {@code /monitor/}, Asterisk's folder of
 * recordings, is below the place; of any other full path only the file's name is.
 *
 * @param folders and the file's name, none of them empty, {@code .} or {@code ..}
 */
record RecordingName(List<String> folders, String type) {

  private static final int LONGEST = 1024;
  private static final int LONGEST_FOLDER = 255;
  private static final String MONITOR = "/monitor/";

  /** Besides control characters: what ends a path, leaves it, or means another in disguise. */
  private static final String NEVER = "\\?#%:;|<>\"*";

  private static final Map<String, String> TYPES =
      Map.of(
          "wav", "audio/wav",
          "wav49", "audio/wav",
          "mp3", "audio/mpeg",
          "ogg", "audio/ogg",
          "opus", "audio/ogg",
          "oga", "audio/ogg",
          "m4a", "audio/mp4",
          "flac", "audio/flac",
          "webm", "audio/webm",
          "gsm", "audio/x-gsm");

  RecordingName {
    folders = List.copyOf(folders);
  }

  /** Empty if the name is not one to be fetched. */
  static Optional<RecordingName> read(@Nullable String told) {
    if (told == null || told.length() > LONGEST || !isPlain(told)) {
      return Optional.empty();
    }
    List<String> all = List.of(relative(told).split("/", -1));
    @Nullable String type = TYPES.get(ending(all.getLast()));
    return type != null && all.stream().allMatch(RecordingName::isName)
        ? Optional.of(new RecordingName(all, type))
        : Optional.empty();
  }

  /** Percent-encoded, to be put behind a slash. */
  String path() {
    return String.join("/", folders.stream().map(RecordingName::encode).toList());
  }

  private static boolean isPlain(String text) {
    return text.codePoints()
            .noneMatch(
                one ->
                    Character.isISOControl(one)
                        || one == Character.MAX_VALUE
                        || Character.getType(one) == Character.FORMAT
                        || Character.getType(one) == Character.SURROGATE
                        || Character.getType(one) == Character.LINE_SEPARATOR
                        || Character.getType(one) == Character.PARAGRAPH_SEPARATOR
                        || NEVER.indexOf(one) >= 0)
        && !text.contains("//")
        && List.of(text.split("/", -1)).stream().noneMatch(RecordingName::leaves);
  }

  private static String relative(String told) {
    if (!told.startsWith("/")) {
      return told;
    }
    int monitor = told.lastIndexOf(MONITOR);
    return monitor >= 0
        ? told.substring(monitor + MONITOR.length())
        : told.substring(told.lastIndexOf('/') + 1);
  }

  private static boolean leaves(String name) {
    return name.equals(".") || name.equals("..");
  }

  private static boolean isName(String name) {
    return !name.isBlank() && name.length() <= LONGEST_FOLDER && !name.startsWith("~");
  }

  private static String ending(String file) {
    int dot = file.lastIndexOf('.');
    return dot <= 0 ? "" : file.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static String encode(String name) {
    StringBuilder encoded = new StringBuilder();
    for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
      char letter = (char) (one & 0xff);
      if (isUnreserved(letter)) {
        encoded.append(letter);
      } else {
        encoded.append("%%%02X".formatted((int) letter));
      }
    }
    return encoded.toString();
  }

  private static boolean isUnreserved(char letter) {
    return letter < 0x80 && (Character.isLetterOrDigit(letter) || "-._~".indexOf(letter) >= 0);
  }
}
