package ru.fitcrm.hub.connectors.onec.soap;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.cxf.interceptor.AttachmentInInterceptor;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.BoundedStream;
import ru.fitcrm.hub.connectors.onec.HidePeople;
import ru.fitcrm.hub.connectors.onec.NameTrouble;
import ru.fitcrm.hub.connectors.onec.NoAnswer;
import ru.fitcrm.hub.connectors.onec.ReadPage;

/**
 * Looks at the first bytes of an answer before CXF does. An envelope goes on, whatever its content
 * type says and without a byte order mark; anything else is read as the page it is.
 */
final class OpenAnswer extends AbstractPhaseInterceptor<Message> {

  private static final int GLANCE = 1024;
  private static final int LONGEST_PAGE = 64 * 1024;
  private static final String BOM = "\u00ef\u00bb\u00bf";

  private static final Pattern DECLARED = Pattern.compile("<\\?xml[^>]*encoding=[\"']([\\w-]+)");

  private final long cap;
  private final Duration patience;

  OpenAnswer(long cap, Duration patience) {
    super(Phase.RECEIVE);
    addBefore(AttachmentInInterceptor.class.getName());
    this.cap = cap;
    this.patience = patience;
  }

  @Override
  public void handleMessage(Message message) {
    InputStream content = message.getContent(InputStream.class);
    if (content == null) {
      return;
    }
    try {
      message.setContent(InputStream.class, open(message, content));
    } catch (IOException e) {
      throw new Fault(e);
    }
  }

  private InputStream open(Message message, InputStream content) throws IOException {
    BufferedInputStream body =
        new BufferedInputStream(new BoundedStream(content, cap, patience, System::nanoTime));
    body.mark(GLANCE);
    String start = new String(body.readNBytes(GLANCE), StandardCharsets.ISO_8859_1);
    body.reset();
    if (!isEnvelope(start)) {
      throw page(message, body);
    }
    if (start.startsWith(BOM)) {
      body.skipNBytes(BOM.length());
    }
    callItXml(message);
    nameAlphabet(message, start);
    return body;
  }

  private static boolean isEnvelope(String start) {
    String text = start.startsWith(BOM) ? start.substring(BOM.length()) : start;
    return text.stripLeading().startsWith("<") && text.contains("Envelope");
  }

  /** CXF refuses text/html before it has looked. */
  private static void callItXml(Message message) {
    String type = contentType(message);
    if (type == null || !type.contains("xml")) {
      message.put(Message.CONTENT_TYPE, "text/xml");
    }
  }

  /** Without a charset in the header CXF would read Latin letters; XML without one is UTF-8. */
  private static void nameAlphabet(Message message, String start) {
    Matcher declared = DECLARED.matcher(start);
    String type = contentType(message);
    if (declared.find()) {
      message.put(Message.ENCODING, declared.group(1));
    } else if (start.startsWith(BOM) || type == null || !type.contains("charset")) {
      message.put(Message.ENCODING, "UTF-8");
    }
  }

  private static NoAnswer page(Message message, InputStream body) throws IOException {
    String words = ReadPage.words(body.readNBytes(LONGEST_PAGE), contentType(message));
    int status = message.get(Message.RESPONSE_CODE) instanceof Integer code ? code : 0;
    return new NoAnswer(NameTrouble.ofPage(status, HidePeople.in(words, List.of())));
  }

  private static @Nullable String contentType(Message message) {
    if (message.get(Message.CONTENT_TYPE) instanceof String type) {
      return type;
    }
    return message.get(Message.PROTOCOL_HEADERS) instanceof Map<?, ?> headers
            && headers.get(Message.CONTENT_TYPE) instanceof List<?> types
            && !types.isEmpty()
        ? String.valueOf(types.getFirst())
        : null;
  }
}
