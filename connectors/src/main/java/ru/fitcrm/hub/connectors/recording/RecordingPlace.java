package ru.fitcrm.hub.connectors.recording;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a PBX's recordings can be fetched: a folder of a web server. Its words say nothing of the
 * login that may stand in the address ({@code https://user:password@pbx.example/rec/}).
 */
public final class RecordingPlace {

  private final URI base;
  private final @Nullable String authorization;

  private RecordingPlace(URI base, @Nullable String authorization) {
    this.base = base;
    this.authorization = authorization;
  }

  /** Empty if it is no address of a folder on a web server. */
  public static Optional<RecordingPlace> read(@Nullable String url) {
    try {
      return url == null || url.isBlank() ? Optional.empty() : place(new URI(url.strip()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<RecordingPlace> place(URI url) throws URISyntaxException {
    boolean web =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    if (!web
        || url.getHost() == null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      return Optional.empty();
    }
    String path = url.getRawPath() == null ? "" : url.getRawPath();
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String folder = path.endsWith("/") ? path : path + "/";
    URI base = new URI(url.getScheme() + "://" + url.getHost() + port + folder).normalize();
    return Optional.of(new RecordingPlace(base, basic(url.getUserInfo())));
  }

  private static @Nullable String basic(@Nullable String login) {
    return login == null
        ? null
        : "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
  }

  /** The file's address, always below this place. */
  URI of(RecordingName name) {
    URI file = URI.create(base + name.path());
    if (!file.equals(file.normalize()) || !file.toString().startsWith(base.toString())) {
      throw new IllegalStateException("A recording's name led out of its place");
    }
    return file;
  }

  /** Header for the login that stood in the address, null if none did. */
  @Nullable String authorization() {
    return authorization;
  }

  @Override
  public String toString() {
    return base.getScheme() + "://" + base.getHost();
  }
}
