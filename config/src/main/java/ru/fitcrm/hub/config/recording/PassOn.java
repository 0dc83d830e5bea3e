package ru.fitcrm.hub.config.recording;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.connectors.recording.Fetched;

/**
 * Passes a recording's bytes on to a browser, as sound and nothing else: what the PBX's server
 * really sent is never shown as a page.
 */
public final class PassOn {

  private static final Logger LOG = LoggerFactory.getLogger(PassOn.class);
  private static final int PIECE = 16 * 1024;

  private PassOn() {}

  /**
   * @param withBody whether more than the headers is wanted
   */
  public static void pass(
      Fetched.Sound sound, long call, boolean withBody, HttpServletResponse response) {
    response.setStatus(sound.contentRange() == null ? 200 : 206);
    response.setContentType(sound.contentType());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"call-" + call + ending(sound) + "\"");
    response.setHeader("Accept-Ranges", "bytes");
    // So that a recording that breaks off is seen to: the browser counts what came.
    response.setHeader("Connection", "close");
    if (sound.contentRange() != null) {
      response.setHeader("Content-Range", sound.contentRange());
    }
    if (sound.length() >= 0) {
      response.setContentLengthLong(sound.length());
    }
    if (withBody) {
      copy(sound.body(), call, response);
    }
  }

  private static String ending(Fetched.Sound sound) {
    return switch (sound.contentType()) {
      case "audio/mpeg" -> ".mp3";
      case "audio/ogg" -> ".ogg";
      case "audio/mp4" -> ".m4a";
      case "audio/flac" -> ".flac";
      case "audio/webm" -> ".webm";
      case "audio/x-gsm" -> ".gsm";
      default -> ".wav";
    };
  }

  private static void copy(InputStream from, long call, HttpServletResponse response) {
    byte[] piece = new byte[PIECE];
    try {
      OutputStream to = response.getOutputStream();
      for (int count = read(from, piece, call); count > 0; count = read(from, piece, call)) {
        to.write(piece, 0, count);
      }
      to.flush();
    } catch (IOException nobodyListens) {
      LOG.debug("Whoever listened to call {} hung up", call, nobodyListens);
    }
  }

  private static int read(InputStream from, byte[] piece, long call) {
    try {
      return from.read(piece);
    } catch (IOException e) {
      LOG.warn(
          "The recording of call {} broke off ({}); pressing play asks the PBX's server again",
          call,
          e.getMessage());
      return -1;
    }
  }
}
