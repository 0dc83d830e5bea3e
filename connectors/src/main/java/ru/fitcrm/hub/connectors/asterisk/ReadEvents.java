package ru.fitcrm.hub.connectors.asterisk;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.asteriskjava.manager.event.AttendedTransferEvent;
import org.asteriskjava.manager.event.BlindTransferEvent;
import org.asteriskjava.manager.event.BridgeEnterEvent;
import org.asteriskjava.manager.event.BridgeLeaveEvent;
import org.asteriskjava.manager.event.CoreShowChannelsCompleteEvent;
import org.asteriskjava.manager.event.DialBeginEvent;
import org.asteriskjava.manager.event.DialEndEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.HangupRequestEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.asteriskjava.manager.event.ParkedCallEvent;
import org.asteriskjava.manager.event.PickupEvent;
import org.asteriskjava.manager.event.QueueCallerAbandonEvent;
import org.asteriskjava.manager.event.QueueCallerJoinEvent;
import org.asteriskjava.manager.event.QueueCallerLeaveEvent;
import org.asteriskjava.manager.event.StatusEvent;
import org.asteriskjava.manager.event.VarSetEvent;
import org.jspecify.annotations.Nullable;

/**
 * Turns the library's events into {@link PbxEvent}s; null for those that calls do not need. Getter
 * names differ from class to class, and a {@code DialBeginEvent} is announced by a made-up {@code
 * DialEvent}, its own superclass.
 */
final class ReadEvents {
  static final String RECORDING = "MIXMONITOR_FILENAME";
  private static final Pattern AGE = Pattern.compile("(\\d{1,6}):(\\d{2}):(\\d{2})");
  private static final double LATEST_CLOCK = 1e11;
  private static final int LONGEST_ID = 250;

  private ReadEvents() {}

  static @Nullable PbxEvent read(ManagerEvent event, Instant heard) {
    Moment at = new Moment(heard, pbxTime(event.getTimestamp()));
    return switch (event) {
      case AsSent.NewChannel e -> newChannel(e, at);
      case AsSent.CoreShowChannel e -> listed(e, at);
      case CoreShowChannelsCompleteEvent e -> listEnded(e, at);
      case StatusEvent e -> dialledNumber(e, at);
      case DialBeginEvent e -> dialBegin(e, at);
      case DialEndEvent e -> dialEnd(e, at);
      case OriginateResponseEvent e -> originated(e, at);
      case BlindTransferEvent e -> blind(e, at);
      case AttendedTransferEvent e -> attended(e, at);
      case PickupEvent e -> pickup(e, at);
      case ParkedCallEvent e -> parked(e, at);
      default -> ofChannel(event, at);
    };
  }

  private static @Nullable PbxEvent ofChannel(ManagerEvent event, Moment at) {
    return switch (event) {
      case NewStateEvent e -> {
        PbxEvent.On on = on(e.getUniqueId(), e.getLinkedId(), e);
        yield on == null ? null : new PbxEvent.NewState(at, on, text(e.getChannelStateDesc()));
      }
      case HangupRequestEvent e -> {
        PbxEvent.On on = on(e.getUniqueId(), e.getLinkedId(), e);
        yield on == null ? null : new PbxEvent.HangupRequest(at, on);
      }
      case HangupEvent e -> {
        PbxEvent.On on = on(e.getUniqueId(), e.getLinkedId(), e);
        yield on == null ? null : new PbxEvent.Hangup(at, on, orMinusOne(e.getCause()));
      }
      case BridgeEnterEvent e -> bridgeEnter(e, at);
      case BridgeLeaveEvent e -> {
        PbxEvent.On on = on(e.getUniqueId(), e.getLinkedId(), e);
        String bridge = e.getBridgeUniqueId();
        yield on == null || bridge == null ? null : new PbxEvent.BridgeLeave(at, on, bridge);
      }
      case VarSetEvent e -> recording(e, at);
      default -> ofQueue(event, at);
    };
  }

  private static @Nullable PbxEvent ofQueue(ManagerEvent event, Moment at) {
    return switch (event) {
      case QueueCallerJoinEvent e -> {
        PbxEvent.On on = on(e.getUniqueId(), e.getLinkedId(), e);
        yield on == null ? null : new PbxEvent.QueueJoined(at, on, e.getQueue());
      }
      case QueueCallerAbandonEvent e -> {
        PbxEvent.On on = on(e.getUniqueId(), e.getLinkedId(), e);
        yield on == null ? null : new PbxEvent.QueueLeft(at, on);
      }
      case QueueCallerLeaveEvent e -> {
        PbxEvent.On on = on(e.getUniqueId(), e.getLinkedId(), e);
        yield on == null ? null : new PbxEvent.QueueLeft(at, on);
      }
      default -> null;
    };
  }

  private static @Nullable PbxEvent newChannel(AsSent.NewChannel e, Moment at) {
    PbxEvent.On on = on(e.getUniqueId(), e.getLinkedid(), e);
    String name = e.getChannel();
    return on == null || name == null
        ? null
        : new PbxEvent.NewChannel(
            at,
            on,
            new PbxEvent.Facts(
                name,
                text(e.getChannelStateDesc()),
                e.getContext(),
                e.getExten(),
                e.callerNumber(),
                e.getCallerIdName()));
  }

  /** Without a channel's name an item still says that a known channel lives. */
  private static @Nullable PbxEvent listed(AsSent.CoreShowChannel e, Moment at) {
    PbxEvent.On on = on(e.getUniqueid(), e.getLinkedid(), e);
    String actionId = e.getActionId();
    if (on == null || actionId == null) {
      return null;
    }
    String name = e.getChannel() == null ? GluedLines.header(actionId, "Channel") : e.getChannel();
    PbxEvent.Facts facts =
        new PbxEvent.Facts(
            text(name),
            text(e.getChannelStateDesc()),
            e.getContext(),
            e.getExten() == null ? e.getExtension() : e.getExten(),
            e.callerNumber(),
            e.getCallerIdName());
    return new PbxEvent.Listed(
        at,
        GluedLines.first(actionId),
        on,
        facts,
        text(e.getApplication()),
        blank(e.getApplicationdata()),
        blank(e.getBridgeid()),
        age(e));
  }

  private static @Nullable PbxEvent listEnded(CoreShowChannelsCompleteEvent e, Moment at) {
    String actionId = e.getActionId();
    return actionId == null ? null : new PbxEvent.ListEnded(at, GluedLines.first(actionId));
  }

  private static @Nullable PbxEvent dialledNumber(StatusEvent e, Moment at) {
    String uniqueId = e.getUniqueId();
    String number = blank(e.getDnid());
    return uniqueId == null || number == null
        ? null
        : new PbxEvent.DialledNumber(at, uniqueId, number);
  }

  private static @Nullable PbxEvent bridgeEnter(BridgeEnterEvent e, Moment at) {
    PbxEvent.On on = on(e.getUniqueId(), e.getLinkedId(), e);
    String bridge = e.getBridgeUniqueId();
    boolean holding = "holding_bridge".equals(e.getBridgeTechnology());
    return on == null || bridge == null ? null : new PbxEvent.BridgeEnter(at, on, bridge, holding);
  }

  private static @Nullable PbxEvent recording(VarSetEvent e, Moment at) {
    if (!RECORDING.equals(e.getVariable()) || e.getUniqueId() == null) {
      return null;
    }
    PbxEvent.On on = new PbxEvent.On(e.getUniqueId(), e.getLinkedId(), blank(e.getValue()));
    return new PbxEvent.ChannelNews(at, on);
  }

  private static @Nullable PbxEvent dialBegin(DialBeginEvent e, Moment at) {
    PbxEvent.On on = called(e.getDestUniqueId(), e.getDestLinkedId());
    return on == null
        ? null
        : new PbxEvent.DialBegin(at, on, e.getDialString(), e.getDestCallerIdNum());
  }

  private static @Nullable PbxEvent dialEnd(DialEndEvent e, Moment at) {
    PbxEvent.On on = called(e.getDestUniqueId(), e.getDestLinkedId());
    return on == null ? null : new PbxEvent.DialEnd(at, on, text(e.getDialStatus()));
  }

  private static @Nullable PbxEvent originated(OriginateResponseEvent e, Moment at) {
    String actionId = e.getActionId();
    return actionId == null
        ? null
        : new PbxEvent.OriginateResponse(
            at,
            GluedLines.first(actionId),
            e.getUniqueId(),
            e.getChannel(),
            e.getExten(),
            e.isSuccess(),
            orMinusOne(e.getReason()));
  }

  private static PbxEvent blind(BlindTransferEvent e, Moment at) {
    return handedOn(
        at,
        "blind",
        e.getTransfererChannel(),
        e.getTransfererUniqueId(),
        e.getTransfererLinkedId(),
        e.getTransfereeUniqueId(),
        e.getTransfereeLinkedId());
  }

  private static PbxEvent attended(AttendedTransferEvent e, Moment at) {
    return handedOn(
        at,
        "attended",
        e.getOrigTransfererChannel(),
        e.getOrigTransfererUniqueid(),
        e.getOrigTransfererLinkedId(),
        e.getTransfereeUniqueid(),
        e.getTransfereeLinkedId(),
        e.getSecondTransfererUniqueid(),
        e.getSecondTransfererLinkedId());
  }

  private static PbxEvent pickup(PickupEvent e, Moment at) {
    return handedOn(
        at,
        "pickup",
        e.getChannel(),
        e.getTargetuniqueid(),
        e.getTargetlinkedid(),
        e.getUniqueid(),
        e.getLinkedid());
  }

  private static PbxEvent parked(ParkedCallEvent e, Moment at) {
    return handedOn(
        at,
        "parking",
        e.getParkerDialString(),
        e.getParkeeUniqueid(),
        e.getParkeeLinkedid(),
        e.getParkeelinkedid());
  }

  private static PbxEvent handedOn(
      Moment at, String kind, @Nullable String byChannel, @Nullable String... ids) {
    List<String> known =
        Stream.of(ids).filter(Objects::nonNull).map(Objects::requireNonNull).toList();
    return new PbxEvent.HandedOn(at, kind, text(byChannel), known);
  }

  private static PbxEvent.@Nullable On on(
      @Nullable String uniqueId, @Nullable String linkedId, ManagerEvent event) {
    if (uniqueId == null || isTooLong(uniqueId) || isTooLong(linkedId)) {
      return null;
    }
    Map<String, String> variables = event.getChannelVariables();
    return new PbxEvent.On(uniqueId, linkedId, blank(variables.get(RECORDING)));
  }

  /** The variables of a Dial event are those of the caller's channel. */
  private static PbxEvent.@Nullable On called(
      @Nullable String uniqueId, @Nullable String linkedId) {
    return uniqueId == null || isTooLong(uniqueId) || isTooLong(linkedId)
        ? null
        : new PbxEvent.On(uniqueId, linkedId, null);
  }

  /** Asterisk's own limit is 149; a longer one could not be a key of the database. */
  private static boolean isTooLong(@Nullable String id) {
    return id != null && id.length() > LONGEST_ID;
  }

  private static @Nullable Double pbxTime(@Nullable Double timestamp) {
    return timestamp != null && timestamp > AmiSession.EARLIEST_CLOCK && timestamp < LATEST_CLOCK
        ? timestamp
        : null;
  }

  private static Duration age(AsSent.CoreShowChannel e) {
    Matcher age = AGE.matcher(text(e.getDuration()));
    return age.matches()
        ? Duration.ofHours(Long.parseLong(age.group(1)))
            .plusMinutes(Long.parseLong(age.group(2)))
            .plusSeconds(Long.parseLong(age.group(3)))
        : Duration.ZERO;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String blank(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  private static int orMinusOne(@Nullable Integer number) {
    return number == null ? -1 : number;
  }
}
