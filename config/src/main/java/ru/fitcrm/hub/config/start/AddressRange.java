package ru.fitcrm.hub.config.start;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks the spelling of a CIDR, for example {@code 10.0.0.0/8}; never asks a name server. */
final class AddressRange {

  private static final Pattern V4 =
      Pattern.compile("((\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3}))/(\\d{1,2})");
  private static final Pattern V6 = Pattern.compile("([0-9a-fA-F]*:[0-9a-fA-F:.]+)/(\\d{1,3})");

  private AddressRange() {}

  static boolean valid(String cidr) {
    Matcher four = V4.matcher(cidr);
    if (four.matches()) {
      return literal(four.group(1)) && Integer.parseInt(four.group(6)) <= 32;
    }
    Matcher six = V6.matcher(cidr);
    return six.matches() && literal(six.group(1)) && Integer.parseInt(six.group(2)) <= 128;
  }

  /** Only texts of the shapes above come here, so nothing is looked up. */
  private static boolean literal(String address) {
    try {
      return address.contains(":")
          ? InetAddress.getByName("[" + address + "]").getAddress().length > 0
          : octetsInRange(address);
    } catch (UnknownHostException notAddress) {
      return false;
    }
  }

  private static boolean octetsInRange(String address) {
    return Pattern.compile("\\.")
        .splitAsStream(address)
        .allMatch(octet -> Integer.parseInt(octet) <= 255);
  }
}
