package ru.fitcrm.hub.connectors.webhook;

import java.net.IDN;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An endpoint's address as it is dialled: {@code https://фитнес.рф/путь} in ASCII. */
public final class TargetAddress {

  private static final Pattern NAME =
      Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)([^/?#@:\\[\\]\\s]+)(.*)$", Pattern.DOTALL);

  private TargetAddress() {}

  /**
   * @throws IllegalArgumentException if it is no address
   */
  public static URI of(String url) {
    Matcher parts = NAME.matcher(url);
    String named = parts.matches() ? parts.group(1) + ascii(parts.group(2)) + parts.group(3) : url;
    return URI.create(URI.create(named).toASCIIString());
  }

  private static String ascii(String host) {
    return host.chars().allMatch(letter -> letter < 0x80) ? host : IDN.toASCII(host);
  }
}
