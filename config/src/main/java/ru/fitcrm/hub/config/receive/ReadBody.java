package ru.fitcrm.hub.config.receive;

import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.springframework.http.HttpHeaders;
import ru.fitcrm.hub.connectors.Reply;
import ru.fitcrm.hub.core.inbox.RawBody;

/** Reads what was sent, unpacked; of too much no more than it takes to see that. */
final class ReadBody {

  private ReadBody() {}

  sealed interface Read {}

  record Whole(RawBody body) implements Read {}

  /** It cannot be taken, and this is what the sender is told. */
  record Refused(Reply reply) implements Read {}

  /**
   * @param most bytes, packed and unpacked alike
   */
  static Read of(HttpServletRequest request, int most) throws IOException {
    String packing =
        Objects.requireNonNullElse(request.getHeader(HttpHeaders.CONTENT_ENCODING), "identity")
            .strip()
            .toLowerCase(Locale.ROOT);
    if (request.getContentLengthLong() > most) {
      return tooLarge(most);
    }
    return switch (packing) {
      case "", "identity" -> upTo(most, request.getInputStream(), request);
      case "gzip", "x-gzip" -> unpacked(most, request);
      default ->
          refused(
              415,
              "body.encoding",
              "Content-Encoding must be gzip or left out: the body's packing is not known here");
    };
  }

  private static Read unpacked(int most, HttpServletRequest request) throws IOException {
    try (InputStream unpacked = new GZIPInputStream(request.getInputStream())) {
      return upTo(most, unpacked, request);
    } catch (ZipException | EOFException broken) {
      return refused(400, "body.gzip", "Content-Encoding says gzip, and the body is no whole gzip");
    }
  }

  private static Read upTo(int most, InputStream in, HttpServletRequest request)
      throws IOException {
    byte[] body = in.readNBytes(most + 1);
    return body.length > most
        ? tooLarge(most)
        : new Whole(new RawBody(request.getContentType(), body));
  }

  private static Read tooLarge(int most) {
    return refused(
        413, "body.too-large", "At most " + most + " bytes are taken at once: send smaller parts");
  }

  private static Read refused(int status, String code, String detail) {
    return new Refused(Reply.problem(status, code, detail));
  }
}
