package ru.fitcrm.hub.connectors.sms.smpp;

import org.jsmpp.SMPPConstant;
import ru.fitcrm.hub.core.message.ChannelNews.Stage;
import ru.fitcrm.hub.core.outbox.Outcome;

/** What an SMSC's statuses mean for a message. */
final class NameStatus {

  private NameStatus() {}

  /** Whether the same is worth trying again soon. */
  static boolean isForNow(int status) {
    return switch (status) {
      case SMPPConstant.STAT_ESME_RTHROTTLED,
          SMPPConstant.STAT_ESME_RMSGQFUL,
          SMPPConstant.STAT_ESME_RX_T_APPN,
          SMPPConstant.STAT_ESME_RSYSERR ->
          true;
      default -> false;
    };
  }

  /** Of a refusal of a message's first part. */
  static Outcome outcome(int status) {
    String code = "smpp-0x%02x".formatted(status);
    if (isForNow(status)) {
      return new Outcome.RetryAt(null, code, "The SMSC takes no more for now");
    }
    return switch (status) {
      case SMPPConstant.STAT_ESME_RINVBNDSTS, SMPPConstant.STAT_ESME_RBINDFAIL ->
          new Outcome.ConnectionDown(code, "The SMSC does not let this account send");
      case SMPPConstant.STAT_ESME_RINVSRCADR,
          SMPPConstant.STAT_ESME_RINVSRCTON,
          SMPPConstant.STAT_ESME_RINVSRCNPI ->
          new Outcome.ConnectionDown(code, "The SMSC does not let this sender's name be used");
      case SMPPConstant.STAT_ESME_RINVDSTADR,
          SMPPConstant.STAT_ESME_RINVDSTTON,
          SMPPConstant.STAT_ESME_RINVDSTNPI ->
          new Outcome.Rejected(code, "The SMSC does not know such a number");
      default -> new Outcome.Rejected(code, "The SMSC refused the message");
    };
  }

  /** Of a refusal of a later part: the person has the beginning, so it is not begun anew. */
  static Outcome partly(int taken, int total, Outcome refused) {
    String said = "The SMSC took %d of %d parts and refused the rest".formatted(taken, total);
    return switch (refused) {
      case Outcome.RetryAt later ->
          new Outcome.Unknown(said + " for now (" + later.code() + "). Send the text anew by hand");
      case Outcome.ConnectionDown down ->
          new Outcome.Unknown(said + " (" + down.code() + "). Send the text anew by hand");
      case Outcome.Rejected rejected ->
          new Outcome.Rejected("partly-sent", said + " (" + rejected.code() + ")");
      default -> new Outcome.Unknown(said);
    };
  }

  /** Of message_state of a receipt. */
  static Stage stage(int state) {
    return switch (state) {
      case 1, 6 -> Stage.ACCEPTED;
      case 2 -> Stage.DELIVERED;
      default -> Stage.FAILED;
    };
  }

  /** Of the word a receipt's text has for it. */
  static Stage stage(String word) {
    return switch (word) {
      case "ENROUTE", "ACCEPTD", "BUFFRED" -> Stage.ACCEPTED;
      case "DELIVRD" -> Stage.DELIVERED;
      default -> Stage.FAILED;
    };
  }
}
