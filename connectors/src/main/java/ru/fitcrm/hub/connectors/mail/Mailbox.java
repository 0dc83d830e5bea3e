package ru.fitcrm.hub.connectors.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses as mail servers take them: the domain in ASCII (IDNA). What stands before the @ has no
 * such spelling: other letters there need a server with SMTPUTF8.
 */
final class Mailbox {

  private static final Pattern OTHER_LETTERS = Pattern.compile("[^\\x00-\\x7F]+");
  private static final Pattern PAGE = Pattern.compile("(https?://)([^/:?#]*)(.*)");

  private Mailbox() {}

  /**
   * @throws AddressException if the address is none
   */
  static InternetAddress of(String address) throws AddressException {
    try {
      InternetAddress parsed = new InternetAddress(inAscii(address), true);
      parsed.validate();
      return parsed;
    } catch (IllegalArgumentException e) {
      throw new AddressException("The domain is none", address);
    }
  }

  /**
   * The same address, its domain in ASCII.
   *
   * @throws IllegalArgumentException if the domain can be no domain
   */
  static String inAscii(String address) {
    int domain = address.lastIndexOf('@') + 1;
    return address.substring(0, domain) + host(address.substring(domain));
  }

  private static String host(String name) {
    return OTHER_LETTERS.matcher(name).find() ? IDN.toASCII(name) : name;
  }

  /** Whether the domain of an address or a page has a spelling in ASCII. */
  static boolean isSpelled(String where) {
    try {
      return !link(where).isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  static boolean needsUtf8(String address) {
    return OTHER_LETTERS.matcher(address.substring(0, address.lastIndexOf('@') + 1)).find();
  }

  /** A page or an address, as a header may name it. */
  static String link(String where) {
    Matcher page = PAGE.matcher(where);
    return page.matches()
        ? page.group(1) + host(page.group(2)) + escaped(page.group(3))
        : "mailto:" + escaped(inAscii(where));
  }

  private static String escaped(String text) {
    return OTHER_LETTERS
        .matcher(text)
        .replaceAll(letters -> URLEncoder.encode(letters.group(), StandardCharsets.UTF_8));
  }
}
