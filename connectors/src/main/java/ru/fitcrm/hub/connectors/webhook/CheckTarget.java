package ru.fitcrm.hub.connectors.webhook;

import java.net.URI;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * Says before it is saved what of an endpoint's address cannot work. Asks a name server, so not
 * inside a transaction. The address is checked again each time it is dialled.
 */
@Component
public final class CheckTarget {

  private final AllowedAddresses allowed;

  CheckTarget(AllowedAddresses allowed) {
    this.allowed = allowed;
  }

  /**
   * @param field its name in the request, for example {@code url}
   * @throws InvalidInput naming the field and the fix
   */
  public void check(String field, @Nullable String url) {
    if (url == null || url.isBlank()) {
      throw new InvalidInput(
          field, "required", field + " is required: where events are posted, https://…");
    }
    URI target = parse(field, url.strip());
    boolean web =
        "http".equalsIgnoreCase(target.getScheme()) || "https".equalsIgnoreCase(target.getScheme());
    if (!web || target.getHost() == null) {
      throw new InvalidInput(
          field, "webhook.url", field + " must begin with https:// or http:// and name a server");
    }
    if (target.getPort() == 0 || target.getPort() > 65_535) {
      throw new InvalidInput(field, "webhook.url", field + " has no port between 1 and 65535");
    }
    if (target.getRawUserInfo() != null) {
      throw new InvalidInput(
          field,
          "webhook.url-password",
          field + " must hold no user and password: the receiver checks the signature instead");
    }
    if (target.getRawFragment() != null) {
      throw new InvalidInput(field, "webhook.url", field + " must have no part after #");
    }
    requireAllowed(field, target.getHost());
  }

  private static URI parse(String field, String url) {
    try {
      return TargetAddress.of(url);
    } catch (IllegalArgumentException e) {
      throw new InvalidInput(
          field, "webhook.url", field + " is no address: write it like https://example.org/hub");
    }
  }

  /** A name nobody knows yet may be known later: then it is only told when something is sent. */
  private void requireAllowed(String field, String host) {
    try {
      var unused = allowed.resolve(host);
    } catch (AllowedAddresses.NotAllowed inner) {
      throw new InvalidInput(field, "webhook.url-inner", field + ": " + inner.getMessage());
    } catch (UnknownHostException notYet) {
      return;
    }
  }
}
