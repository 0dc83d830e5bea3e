package ru.fitcrm.hub.connectors.sms.smpp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.sms.GsmAlphabet;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * What came from an SMSC, as it is kept: bytes undecoded.
 *
 * @param id made of what came: the same when the SMSC repeats it soon
 * @param coding data_coding
 * @param hex bytes of the message, of several parts in their order; empty for one that never came
 * @param receiptedId parameter receipted_message_id of a receipt
 * @param state parameter message_state of a receipt
 */
record Arrived(
    Kind kind,
    String id,
    String source,
    String dest,
    int coding,
    List<String> hex,
    @Nullable String receiptedId,
    @Nullable Integer state) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String MISSING = "…";

  enum Kind {
    RECEIPT,
    TEXT,
    /** Of a text that is not whole yet: said again when it is. */
    PART
  }

  static Arrived read(RawBody body) {
    try {
      return JSON.readValue(body.text(), Arrived.class);
    } catch (JsonProcessingException e) {
      throw new InvalidInput("body", "json.unreadable", "This was not kept by the SMPP connection");
    }
  }

  RawBody body() {
    try {
      return RawBody.json(JSON.writeValueAsString(this));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A record of texts can be written", e);
    }
  }

  String text() {
    StringBuilder text = new StringBuilder();
    StringBuilder together = new StringBuilder();
    for (String part : hex) {
      if (part.isEmpty()) {
        text.append(decoded(together)).append(MISSING);
        together.setLength(0);
      }
      together.append(part);
    }
    return text.append(decoded(together)).toString();
  }

  /** Parts that follow one another are read as one: some gateways cut an emoji in two. */
  private String decoded(CharSequence parts) {
    return decode(HexFormat.of().parseHex(parts));
  }

  private String decode(byte[] bytes) {
    if ((coding & 0x0c) == 0x08) {
      return new String(bytes, StandardCharsets.UTF_16BE);
    }
    return switch (coding) {
      case 1, 3 -> new String(bytes, StandardCharsets.ISO_8859_1);
      case 6 -> new String(bytes, Charset.forName("ISO-8859-5"));
      case 7 -> new String(bytes, Charset.forName("ISO-8859-8"));
      default -> GsmAlphabet.decode(bytes);
    };
  }

  /** Without who and what. */
  @Override
  public String toString() {
    return "Arrived[" + kind + "]";
  }
}
