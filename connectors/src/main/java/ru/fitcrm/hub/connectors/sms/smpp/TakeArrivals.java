package ru.fitcrm.hub.connectors.sms.smpp;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.connectors.MessageConnector.Arrivals;
import ru.fitcrm.hub.connectors.sms.smpp.ReadDeliver.PartOf;

/** Writes down what the SMSC delivers, and only then lets it be answered. */
final class TakeArrivals implements MessageReceiverListener {

  private static final Logger log = LoggerFactory.getLogger(TakeArrivals.class);

  private final Arrivals arrivals;
  private final InstantSource clock;
  private final JoinParts join = new JoinParts();

  TakeArrivals(Arrivals arrivals, InstantSource clock) {
    this.arrivals = arrivals;
    this.clock = clock;
  }

  /** What could not be kept is refused: the SMSC delivers it again. */
  @Override
  public void onAcceptDeliverSm(DeliverSm pdu) throws ProcessRequestException {
    try {
      Instant now = clock.instant();
      ReadDeliver read = ReadDeliver.of(pdu, now);
      keep(read.arrived());
      PartOf part = read.part();
      if (part != null) {
        joined(read.arrived(), part, now);
      }
      giveUpOld(false);
    } catch (RuntimeException e) {
      log.warn(
          "An SMS that came in cannot be written down, the SMSC will deliver it again: {}",
          e.getClass().getSimpleName());
      throw new ProcessRequestException(
          "It cannot be taken now", SMPPConstant.STAT_ESME_RX_T_APPN, e);
    }
  }

  private void joined(Arrived arrived, PartOf part, Instant now) {
    Optional<Arrived> whole = join.add(arrived, part, now);
    if (whole.isPresent()) {
      keep(whole.get());
      join.done(part);
    }
  }

  private void keep(Arrived arrived) {
    arrivals.keep(arrived.id(), arrived.body());
  }

  /**
   * Texts that never became whole.
   *
   * @param all those that still might as well
   */
  void giveUpOld(boolean all) {
    join.takeOld(clock.instant(), all).forEach(this::keep);
  }

  @Override
  public void onAcceptAlertNotification(AlertNotification alert) {
    // Tells that a phone is on again: nothing waits for that.
  }

  @Override
  public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
    throw new ProcessRequestException("data_sm is not taken", SMPPConstant.STAT_ESME_RINVCMDID);
  }
}
