package ru.fitcrm.hub.connectors.onec.soap;

import jakarta.xml.ws.soap.SOAPFaultException;
import java.util.Collection;
import java.util.Optional;
import org.apache.cxf.binding.soap.SoapFault;
import ru.fitcrm.hub.connectors.onec.Failure;
import ru.fitcrm.hub.connectors.onec.HidePeople;
import ru.fitcrm.hub.connectors.onec.NameTrouble;

/** Why a call of a web service gave nothing: what CXF throws, read. */
final class SoapFailure {

  private SoapFailure() {}

  /**
   * @param people what is to be hidden in 1C's own words
   */
  static Failure of(Throwable thrown, Collection<String> people) {
    return Failure.of(thrown)
        .or(() -> ofFault(thrown, people))
        .orElseGet(() -> Failure.unread(thrown));
  }

  /** With SAAJ on the class path it is the one exception, without it the other. */
  private static Optional<Failure> ofFault(Throwable thrown, Collection<String> people) {
    return Failure.first(thrown, SoapFault.class)
        .map(fault -> String.valueOf(fault.getReason()))
        .or(
            () ->
                Failure.first(thrown, SOAPFaultException.class)
                    .map(fault -> String.valueOf(fault.getMessage())))
        .map(text -> HidePeople.in(text.strip(), people))
        .map(text -> Failure.of(NameTrouble.ofFault(text)));
  }
}
