package ru.fitcrm.hub.connectors.onec.push;

import jakarta.xml.bind.UnmarshalException;
import javax.xml.stream.XMLStreamException;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.jspecify.annotations.Nullable;

/**
 * Says what is wrong with a request to whoever reads 1C's log, in Russian and without a word of
 * what the request held: CXF's own texts quote it.
 */
final class FaultsInRussian extends AbstractPhaseInterceptor<Message> {

  static final String NOT_TAKEN = "Пакет не принят: ";

  FaultsInRussian() {
    super(Phase.SETUP);
  }

  @Override
  public void handleMessage(Message message) {
    if (message.getContent(Exception.class) instanceof Fault fault && !isOurs(fault)) {
      fault.setMessage(
          ("Хаб не смог прочитать запрос%s. Нужен вызов Put с параметром packet, все элементы в"
                  + " пространстве имён %s, как в описании сервиса (его адрес с ?wsdl).")
              .formatted(place(fault), ReadSoapPush.NAMESPACE));
      fault.setFaultCode(Fault.FAULT_CODE_CLIENT);
      fault.setDetail(null);
    }
  }

  private static boolean isOurs(Fault fault) {
    return String.valueOf(fault.getMessage()).startsWith(NOT_TAKEN);
  }

  private static String place(Throwable fault) {
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      XMLStreamException at = at(cause);
      if (at != null && at.getLocation() != null) {
        return " (строка %d, столбец %d)"
            .formatted(at.getLocation().getLineNumber(), at.getLocation().getColumnNumber());
      }
    }
    return "";
  }

  private static @Nullable XMLStreamException at(Throwable cause) {
    if (cause instanceof XMLStreamException here) {
      return here;
    }
    return cause instanceof UnmarshalException unread
            && unread.getLinkedException() instanceof XMLStreamException linked
        ? linked
        : null;
  }
}
