package ru.fitcrm.hub.connectors.sms.smpp;

import java.io.IOException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.SMSCDeliveryReceipt;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.SMPPSession;
import ru.fitcrm.hub.connectors.sms.smpp.SmppChannel.Place;
import ru.fitcrm.hub.connectors.sms.smpp.SplitText.Part;
import ru.fitcrm.hub.core.message.TextToSend;

/**
 * Submits the parts of one message. A receipt is asked for with the last: by it the text is known.
 */
final class SubmitPart {

  private static final byte HAS_HEADER = 0x40;

  private final SmppSettings settings;
  private final String phone;
  private final String validFor;

  SubmitPart(SmppSettings settings, TextToSend message) {
    this.settings = settings;
    this.phone = message.address().replaceAll("\\D", "");
    long minutes = message.purpose().goodFor().toMinutes();
    this.validFor = "000000%02d%02d00000R".formatted(minutes / 60, minutes % 60);
  }

  /** The id the SMSC gave the part. */
  String submit(SMPPSession session, Place place, Part part)
      throws NegativeResponseException,
          PDUException,
          ResponseTimeoutException,
          InvalidResponseException,
          IOException {
    boolean alone = place.total() == 1;
    return session
        .submitShortMessage(
            null,
            senderType(),
            senderType() == TypeOfNumber.INTERNATIONAL
                ? NumberingPlanIndicator.ISDN
                : NumberingPlanIndicator.UNKNOWN,
            settings.sender(),
            TypeOfNumber.INTERNATIONAL,
            NumberingPlanIndicator.ISDN,
            phone,
            new ESMClass(alone ? (byte) 0 : HAS_HEADER),
            (byte) 0,
            (byte) 0,
            null,
            validFor,
            new RegisteredDelivery(
                place.isLast() ? SMSCDeliveryReceipt.SUCCESS_FAILURE : SMSCDeliveryReceipt.DEFAULT),
            (byte) 0,
            new RawDataCoding(part.coding()),
            (byte) 0,
            alone ? part.bytes() : withHeader(place, part.bytes()))
        .getMessageId();
  }

  private TypeOfNumber senderType() {
    if (!settings.sender().matches("\\d+")) {
      return TypeOfNumber.ALPHANUMERIC;
    }
    return settings.sender().length() > 8
        ? TypeOfNumber.INTERNATIONAL
        : TypeOfNumber.NETWORK_SPECIFIC;
  }

  private static byte[] withHeader(Place place, byte[] letters) {
    byte[] header = {
      5, 0, 3, (byte) place.reference(), (byte) place.total(), (byte) place.number()
    };
    byte[] whole = new byte[header.length + letters.length];
    System.arraycopy(header, 0, whole, 0, header.length);
    System.arraycopy(letters, 0, whole, header.length, letters.length);
    return whole;
  }
}
