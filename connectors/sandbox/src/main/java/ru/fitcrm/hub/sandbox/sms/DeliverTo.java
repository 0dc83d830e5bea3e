package ru.fitcrm.hub.sandbox.sms;

import java.io.IOException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPServerSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers to whoever is bound. */
final class DeliverTo {

  private static final Logger log = LoggerFactory.getLogger(DeliverTo.class);
  private static final byte RECEIPT = 0x04;
  private static final byte HAS_HEADER = 0x40;
  private static final byte UCS2 = 8;

  private DeliverTo() {}

  static boolean text(
      SMPPServerSession session, String from, String to, byte[] bytes, boolean header) {
    return deliver(session, from, to, header ? HAS_HEADER : 0, UCS2, bytes);
  }

  static boolean receipt(
      SMPPServerSession session,
      String from,
      String to,
      byte[] text,
      OptionalParameter... parameters) {
    return deliver(session, from, to, RECEIPT, (byte) 0, text, parameters);
  }

  private static boolean deliver(
      SMPPServerSession session,
      String from,
      String to,
      byte esmClass,
      byte coding,
      byte[] bytes,
      OptionalParameter... parameters) {
    try {
      session.deliverShortMessage(
          "",
          TypeOfNumber.INTERNATIONAL,
          NumberingPlanIndicator.ISDN,
          from,
          TypeOfNumber.ALPHANUMERIC,
          NumberingPlanIndicator.UNKNOWN,
          to,
          new ESMClass(esmClass),
          (byte) 0,
          (byte) 0,
          new RegisteredDelivery(0),
          new RawDataCoding(coding),
          bytes,
          parameters);
      return true;
    } catch (NegativeResponseException refused) {
      return false;
    } catch (PDUException | ResponseTimeoutException | InvalidResponseException | IOException e) {
      log.debug("The sandbox SMSC cannot deliver: {}", e.toString());
      return false;
    }
  }
}
