package ru.fitcrm.hub.connectors.onec.push;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.sync.Packet;

/**
 * Reads a pushed body, JSON or a SOAP envelope. Cells stay the text they were, numbers and truths
 * too: what a cell is worth is decided row by row. Fields nobody knows are passed over.
 */
public final class ReadPush {

  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final ObjectMapper json =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .addModule(new SimpleModule().addDeserializer(String.class, new CellAsText()))
          .build();

  private final ReadSoapPush soap = new ReadSoapPush();

  /**
   * @throws UnreadablePush naming the place where reading ended
   */
  public Packet read(RawBody body) {
    return ReadSoapPush.isXml(body.contentType()) ? soap.read(body) : readJson(body);
  }

  private Packet readJson(RawBody body) {
    try (Reader text = open(body)) {
      Packet packet = json.readValue(text, Packet.class);
      if (packet == null) {
        throw new UnreadablePush("The body is null: send an object with clients, contracts, …");
      }
      return packet;
    } catch (JsonProcessingException e) {
      throw new UnreadablePush(place(e));
    } catch (IOException e) {
      throw new UnreadablePush("The body is not " + charset(body) + " text: send UTF-8");
    }
  }

  private static Reader open(RawBody body) throws IOException {
    Reader text =
        new InputStreamReader(new ByteArrayInputStream(body.bytes()), charset(body).newDecoder());
    PushbackReader peeked = new PushbackReader(text);
    int first = peeked.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      peeked.unread(first);
    }
    return peeked;
  }

  private static Charset charset(RawBody body) {
    String type = body.contentType();
    if (type == null) {
      return StandardCharsets.UTF_8;
    }
    try {
      @Nullable Charset named = MimeTypeUtils.parseMimeType(type).getCharset();
      return named == null ? StandardCharsets.UTF_8 : named;
    } catch (InvalidMimeTypeException
        | IllegalCharsetNameException
        | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }

  /** Where, never what: the text around it may hold names and phones. */
  private static String place(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : "line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    if (e instanceof JsonMappingException mapping) {
      String path =
          mapping.getPath().stream()
              .map(
                  step ->
                      step.getFieldName() == null
                          ? "[" + step.getIndex() + "]"
                          : "." + step.getFieldName())
              .collect(Collectors.joining());
      String what = path.isEmpty() ? "The body" : path.replaceFirst("^\\.", "");
      return what + " does not have the shape described (" + where + ")";
    }
    return "This is not JSON: look at " + where;
  }

  /** A number, a truth, even an object is kept as its text, for the row's reader to judge. */
  private static final class CellAsText extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1L;

    CellAsText() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      JsonToken token = parser.currentToken();
      return token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY
          ? context.readTree(parser).toString()
          : parser.getText();
    }
  }
}
