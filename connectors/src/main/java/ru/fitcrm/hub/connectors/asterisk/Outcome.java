package ru.fitcrm.hub.connectors.asterisk;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.call.CallResult;
import ru.fitcrm.hub.core.call.MissedBecause;

/**
 * Names what became of a call that nobody answered. Hangup causes of the client's channel say
 * nothing (16 on a missed call is normal): what counts is how each called leg ended.
 */
final class Outcome {
  private static final int NUMBER_UNKNOWN = 1;
  private static final int USER_BUSY = 17;
  private static final int REJECTED = 21;
  private static final int NUMBER_INVALID = 28;

  /** The call could not be put through: Q.850 causes of networks and trunks. */
  private static final Set<Integer> NOT_PUT_THROUGH =
      Set.of(
          1, 2, 3, 20, 27, 28, 29, 34, 38, 41, 42, 44, 47, 50, 55, 57, 58, 63, 65, 66, 69, 79, 88);

  private Outcome() {}

  static MissedBecause missedBecause(LiveCall call) {
    List<Channel> phones = call.legs.stream().filter(leg -> !leg.machinery).toList();
    if (call.queueIsLast) {
      return MissedBecause.QUEUE_LEFT;
    }
    if (phones.isEmpty()) {
      return call.clientWasUp() || call.clientHungUp
          ? MissedBecause.MENU_LEFT
          : MissedBecause.PHONE_OFF;
    }
    return ofPhones(phones, call.clientHungUp);
  }

  private static MissedBecause ofPhones(List<Channel> phones, boolean clientHungUp) {
    if (cancelled(phones, clientHungUp) && phones.stream().anyMatch(phone -> phone.everRang)) {
      return MissedBecause.GAVE_UP;
    }
    if (phones.stream().anyMatch(phone -> phone.everRang && !refused(phone))) {
      return MissedBecause.NO_ANSWER;
    }
    if (phones.stream().anyMatch(Outcome::declined)) {
      return MissedBecause.DECLINED;
    }
    return phones.stream().anyMatch(Outcome::busy) ? MissedBecause.BUSY : MissedBecause.PHONE_OFF;
  }

  private static boolean cancelled(List<Channel> phones, boolean clientHungUp) {
    Channel last = phones.getLast();
    return "CANCEL".equals(last.dialStatus)
        || (clientHungUp
            && (last.dialStatus == null
                || phones.stream().anyMatch(phone -> "CANCEL".equals(phone.dialStatus))));
  }

  private static boolean refused(Channel phone) {
    return declined(phone) || busy(phone);
  }

  private static boolean declined(Channel phone) {
    return phone.cause == REJECTED;
  }

  private static boolean busy(Channel phone) {
    return "BUSY".equals(phone.dialStatus) || phone.cause == USER_BUSY;
  }

  /** Of an outgoing call that the client did not take. */
  static CallResult outgoing(LiveCall call) {
    Channel leg = lastTrunkLeg(call);
    if (leg == null || leg.dialStatus == null) {
      return call.employeeHungUp ? CallResult.CANCELLED : CallResult.MISSED;
    }
    return switch (leg.dialStatus) {
      case "BUSY" -> CallResult.BUSY;
      case "CANCEL", "ANSWER" -> CallResult.CANCELLED;
      case "CONGESTION", "CHANUNAVAIL" -> CallResult.FAILED;
      default -> NOT_PUT_THROUGH.contains(leg.cause) ? CallResult.FAILED : CallResult.MISSED;
    };
  }

  /** Short code of why an outgoing call could not be put through. */
  static String failure(LiveCall call) {
    Channel leg = lastTrunkLeg(call);
    int cause = leg == null ? -1 : leg.cause;
    return switch (cause) {
      case NUMBER_UNKNOWN, NUMBER_INVALID -> "NUMBER_UNKNOWN";
      case 34, 42, 44 -> "LINES_BUSY";
      default -> "TRUNK_UNAVAILABLE";
    };
  }

  private static @Nullable Channel lastTrunkLeg(LiveCall call) {
    return call.legs.stream().filter(leg -> leg.trunk).reduce((a, b) -> b).orElse(null);
  }

  /** Of our own click whose client was never dialled. */
  static String clickFailure(LiveCall call) {
    if (call.legs.stream().anyMatch(leg -> declined(leg) || busy(leg))) {
      return "EMPLOYEE_DECLINED";
    }
    if (call.employeeTook) {
      return "NOT_DIALLED";
    }
    return call.refusal == 0 && call.legs.stream().noneMatch(leg -> leg.everRang)
        ? "PHONE_UNKNOWN"
        : "EMPLOYEE_NO_ANSWER";
  }

  /** Of our own click that never made a channel. */
  static String clickFailure(int reason) {
    return switch (reason) {
      case 3, 1 -> "EMPLOYEE_NO_ANSWER";
      case 5 -> "EMPLOYEE_DECLINED";
      default -> "PHONE_UNKNOWN";
    };
  }
}
