package ru.fitcrm.hub.connectors.sms.smpp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.OptionalParameter;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.sms.smpp.Arrived.Kind;

/**
 * Reads a deliver_sm: its text, in the field or the parameter, and which part of a longer text it
 * is, by its header (8 or 16 bits) or by its sar parameters.
 *
 * @param part null for a message that is whole
 */
record ReadDeliver(Arrived arrived, @Nullable PartOf part) {

  private static final int SAME_FOR_SECONDS = 600;

  /** Bits of esm_class that say what kind of message it is. */
  private static final int TYPE = 0x3c;

  private static final int NEWS_ON_THE_WAY = 0x20;

  /**
   * @param key of the whole text
   * @param number from 1 on
   */
  record PartOf(String key, int number, int total) {}

  @SuppressWarnings("ArrayRecordComponent") // bytes as they came, compared by nobody
  private record Cut(byte[] bytes, int ref, int number, int total) {}

  static ReadDeliver of(DeliverSm pdu, Instant now) {
    byte[] whole = bytes(pdu);
    Cut cut = pdu.isUdhi() ? byHeader(whole) : bySar(pdu, whole);
    boolean receipt = isReceipt(pdu);
    PartOf part =
        cut.total() > 1 && cut.number() >= 1 && cut.number() <= cut.total() && !receipt
            ? new PartOf(key(pdu, cut), cut.number(), cut.total())
            : null;
    Kind kind = receipt ? Kind.RECEIPT : part == null ? Kind.TEXT : Kind.PART;
    return new ReadDeliver(arrived(kind, pdu, cut, now), part);
  }

  /** Told by the class; some SMSCs set none, or that of news on the way, and name the message. */
  private static boolean isReceipt(DeliverSm pdu) {
    return pdu.isSmscDeliveryReceipt()
        || (pdu.getEsmClass() & TYPE) == NEWS_ON_THE_WAY
        || pdu.getOptionalParameter(OptionalParameter.Receipted_message_id.class) != null;
  }

  private static Arrived arrived(Kind kind, DeliverSm pdu, Cut cut, Instant now) {
    String hex = HexFormat.of().formatHex(cut.bytes());
    String source = text(pdu.getSourceAddr());
    String dest = text(pdu.getDestAddress());
    OptionalParameter.Receipted_message_id receipted =
        pdu.getOptionalParameter(OptionalParameter.Receipted_message_id.class);
    OptionalParameter.Message_state state =
        pdu.getOptionalParameter(OptionalParameter.Message_state.class);
    String receiptedId = receipted == null ? null : receipted.getValueAsString();
    return new Arrived(
        kind,
        identity(
            List.of(kind.name(), source, dest, hex, String.valueOf(receiptedId), cut.number() + ""),
            now),
        source,
        dest,
        pdu.getDataCoding() & 0xff,
        List.of(hex),
        receiptedId,
        state == null ? null : Integer.valueOf(state.getValue()));
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** An SMSC repeats what it got no answer to; people seldom write the same within ten minutes. */
  static String identity(List<String> what, Instant now) {
    String soon = String.valueOf(now.getEpochSecond() / SAME_FOR_SECONDS);
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      String all = String.join("|", what) + "|" + soon;
      return HexFormat.of()
          .formatHex(sha.digest(all.getBytes(java.nio.charset.StandardCharsets.UTF_8)), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String key(DeliverSm pdu, Cut cut) {
    return String.join(
        "|",
        text(pdu.getSourceAddr()),
        text(pdu.getDestAddress()),
        String.valueOf(cut.ref()),
        String.valueOf(cut.total()));
  }

  private static byte[] bytes(DeliverSm pdu) {
    byte[] field = pdu.getShortMessage();
    OptionalParameter.Message_payload payload =
        pdu.getOptionalParameter(OptionalParameter.Message_payload.class);
    if ((field == null || field.length == 0) && payload != null) {
      return payload.getValue();
    }
    return field == null ? new byte[0] : field;
  }

  private static Cut byHeader(byte[] whole) {
    int end = whole.length == 0 ? 0 : 1 + (whole[0] & 0xff);
    if (end > whole.length) {
      return new Cut(whole, 0, 1, 1);
    }
    byte[] letters = Arrays.copyOfRange(whole, end, whole.length);
    for (int at = 1; at + 1 < end; at += 2 + (whole[at + 1] & 0xff)) {
      int name = whole[at];
      int length = whole[at + 1] & 0xff;
      if (at + 1 + length < end && ((name == 0 && length == 3) || (name == 8 && length == 4))) {
        int last = at + 1 + length;
        int ref =
            length == 3
                ? whole[at + 2] & 0xff
                : ((whole[at + 2] & 0xff) << 8) | (whole[at + 3] & 0xff);
        return new Cut(letters, ref, whole[last] & 0xff, whole[last - 1] & 0xff);
      }
    }
    return new Cut(letters, 0, 1, 1);
  }

  private static Cut bySar(DeliverSm pdu, byte[] whole) {
    OptionalParameter.Sar_msg_ref_num ref =
        pdu.getOptionalParameter(OptionalParameter.Sar_msg_ref_num.class);
    OptionalParameter.Sar_segment_seqnum number =
        pdu.getOptionalParameter(OptionalParameter.Sar_segment_seqnum.class);
    OptionalParameter.Sar_total_segments total =
        pdu.getOptionalParameter(OptionalParameter.Sar_total_segments.class);
    return ref == null || number == null || total == null
        ? new Cut(whole, 0, 1, 1)
        : new Cut(
            whole, ref.getValue() & 0xffff, number.getValue() & 0xff, total.getValue() & 0xff);
  }
}
