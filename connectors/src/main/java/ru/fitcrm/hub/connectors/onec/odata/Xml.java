package ru.fitcrm.hub.connectors.onec.odata;

import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML as a stream, whatever its size; its entities are not expanded. */
final class Xml {

  private static final XMLInputFactory FACTORY = XMLInputFactory.newFactory();

  static {
    FACTORY.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    FACTORY.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
  }

  private Xml() {}

  interface Reading {
    void of(XMLStreamReader xml) throws XMLStreamException, IOException;
  }

  /** XML that cannot be read, or ends half-way: its cause says which. */
  static final class Broken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Broken(XMLStreamException cause) {
      super(cause);
    }
  }

  static void read(InputStream from, Reading reading) throws IOException {
    try {
      XMLStreamReader xml = FACTORY.createXMLStreamReader(from);
      try {
        reading.of(xml);
      } finally {
        xml.close();
      }
    } catch (XMLStreamException e) {
      throw new Broken(e);
    }
  }
}
