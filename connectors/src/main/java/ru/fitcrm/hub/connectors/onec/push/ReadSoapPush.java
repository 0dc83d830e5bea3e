package ru.fitcrm.hub.connectors.onec.push;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.UnmarshalException;
import jakarta.xml.bind.Unmarshaller;
import java.io.ByteArrayInputStream;
import javax.xml.namespace.QName;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import ru.fitcrm.exchange.Put;
import ru.fitcrm.hub.connectors.onec.PacketAsXml;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.sync.Packet;

/** Reads a packet out of the SOAP envelope it came in, 1.1 or 1.2, as kept in the inbox. */
final class ReadSoapPush {

  static final String NAMESPACE = "http://fitcrm.ru/hub-exchange/1.0";
  private static final QName PUT = new QName(NAMESPACE, "Put");
  private static final String EXPECTED =
      "expected a SOAP envelope with Put and packet in the namespace " + NAMESPACE;

  private final XMLInputFactory streams = XMLInputFactory.newFactory();
  private @Nullable JAXBContext classes;

  ReadSoapPush() {
    streams.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    streams.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  /** Whether a body says it is XML. */
  static boolean isXml(@Nullable String contentType) {
    return contentType != null
        && (contentType.contains("text/xml")
            || contentType.contains("application/soap+xml")
            || contentType.contains("application/xml"));
  }

  /**
   * @throws UnreadablePush naming the place where reading ended
   */
  Packet read(RawBody body) {
    try {
      XMLStreamReader xml = open(body);
      try {
        return packet(xml);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      throw new UnreadablePush("This is not XML: look at " + place(e.getLocation()));
    }
  }

  private Packet packet(XMLStreamReader xml) throws XMLStreamException {
    findBody(xml);
    if (xml.nextTag() != XMLStreamReader.START_ELEMENT || !xml.getName().equals(PUT)) {
      throw new UnreadablePush(EXPECTED + " (" + place(xml.getLocation()) + ")");
    }
    try {
      Unmarshaller reader = classes().createUnmarshaller();
      // An element nobody knows would cost its rows without a word.
      reader.setEventHandler(event -> false);
      Put put = reader.unmarshal(xml, Put.class).getValue();
      if (put.getPacket() == null) {
        throw new UnreadablePush("Put holds no packet: " + EXPECTED);
      }
      return PacketAsXml.read(put.getPacket());
    } catch (UnmarshalException e) {
      throw new UnreadablePush(
          "Does not fit the contract at " + place(xml.getLocation()) + ": " + EXPECTED);
    } catch (JAXBException e) {
      throw new IllegalStateException("The contract's classes cannot be read with", e);
    }
  }

  private static void findBody(XMLStreamReader xml) throws XMLStreamException {
    while (xml.hasNext()) {
      if (xml.next() == XMLStreamReader.START_ELEMENT && xml.getLocalName().equals("Body")) {
        return;
      }
    }
    throw new UnreadablePush(EXPECTED);
  }

  /** Encodings XML tells by itself are left to it. */
  private synchronized XMLStreamReader open(RawBody body) throws XMLStreamException {
    ByteArrayInputStream bytes = new ByteArrayInputStream(body.bytes());
    String charset = charset(body.contentType());
    return charset == null || charset.equalsIgnoreCase("UTF-8")
        ? streams.createXMLStreamReader(bytes)
        : streams.createXMLStreamReader(bytes, charset);
  }

  static @Nullable String charset(@Nullable String contentType) {
    try {
      MimeType type = contentType == null ? null : MimeTypeUtils.parseMimeType(contentType);
      return type == null || type.getCharset() == null ? null : type.getCharset().name();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private synchronized JAXBContext classes() throws JAXBException {
    JAXBContext made = classes;
    if (made == null) {
      made = JAXBContext.newInstance(Put.class);
      classes = made;
    }
    return made;
  }

  private static String place(@Nullable Location at) {
    return at == null
        ? "its beginning"
        : "line " + at.getLineNumber() + ", column " + at.getColumnNumber();
  }
}
