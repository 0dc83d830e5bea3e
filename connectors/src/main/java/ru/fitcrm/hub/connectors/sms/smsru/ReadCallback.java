package ru.fitcrm.hub.connectors.sms.smsru;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.http.ReadForm;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.message.ChannelNews;
import ru.fitcrm.hub.core.message.ChannelNews.Stage;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * Reads what sms.ru posts: fields {@code data[0]} to {@code data[99]}, a record of lines in each,
 * and {@code hash} over the api_id and all records in the order of their numbers, not of their
 * names: 10 comes after 9.
 */
final class ReadCallback {

  private static final Pattern DATA = Pattern.compile("data\\[(\\d{1,4})\\]");

  private final Collection<String> records;
  private final String hash;

  private ReadCallback(Collection<String> records, String hash) {
    this.records = records;
    this.hash = hash;
  }

  /**
   * @throws InvalidInput if it is no callback of sms.ru
   */
  static ReadCallback of(RawBody body) {
    Map<String, String> fields = ReadForm.of(body);
    Map<Integer, String> records = new TreeMap<>();
    fields.forEach(
        (name, value) -> {
          Matcher data = DATA.matcher(name);
          if (data.matches()) {
            records.put(Integer.parseInt(data.group(1)), value);
          }
        });
    if (records.isEmpty()) {
      throw new InvalidInput(
          "data", "callback.empty", "There is no data[0]: this is no callback of sms.ru");
    }
    return new ReadCallback(
        records.values(), fields.getOrDefault("hash", "").toLowerCase(Locale.ROOT));
  }

  String hash() {
    return hash;
  }

  boolean isSignedWith(String apiId) {
    byte[] expected = sha256(apiId + String.join("", records)).getBytes(StandardCharsets.US_ASCII);
    return MessageDigest.isEqual(expected, hash.getBytes(StandardCharsets.UTF_8));
  }

  static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Receipts; heartbeats and checks of calls say nothing of messages. */
  List<ChannelNews> news() {
    List<ChannelNews> news = new ArrayList<>();
    for (String each : records) {
      String[] lines = each.strip().split("\\R");
      if (lines.length >= 3 && lines[0].equals("sms_status")) {
        news.add(receipt(lines[1].strip(), lines[2].strip(), lines.length > 3 ? lines[3] : ""));
      }
    }
    return news;
  }

  private static ChannelNews.Receipt receipt(String id, String codeText, String time) {
    int code;
    try {
      code = Integer.parseInt(codeText);
    } catch (NumberFormatException e) {
      throw new InvalidInput("data", "callback.code", "A status in the callback is no number");
    }
    Stage stage = NameCode.stage(code);
    boolean failed = stage == Stage.FAILED;
    return new ChannelNews.Receipt(
        id,
        stage,
        moment(time.strip()),
        failed ? "smsru-" + code : null,
        failed ? NameCode.failure(code) : null);
  }

  private static @Nullable Instant moment(String seconds) {
    return seconds.matches("\\d{9,11}") ? Instant.ofEpochSecond(Long.parseLong(seconds)) : null;
  }
}
