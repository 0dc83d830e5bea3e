package ru.fitcrm.hub.connectors.payment;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Ranges of network addresses, as CIDR or single ones, of both families. */
record AddressList(List<String> ranges) {

  AddressList {
    ranges = List.copyOf(ranges);
  }

  /**
   * @param address in numbers, for example {@code 2a02:5180::1}; anything else is in no range
   */
  boolean contains(String address) {
    byte[] bytes = bytes(address);
    return bytes.length > 0 && ranges.stream().anyMatch(range -> holds(range, bytes));
  }

  private static boolean holds(String range, byte[] address) {
    int slash = range.indexOf('/');
    byte[] base = bytes(slash < 0 ? range : range.substring(0, slash));
    if (base.length != address.length) {
      return false;
    }
    int bits = slash < 0 ? base.length * 8 : Integer.parseInt(range.substring(slash + 1));
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((base[bit / 8] & mask) != (address[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  /** Of an IPv4 address in IPv6's spelling those of IPv4. A name is not asked for. */
  private static byte[] bytes(String address) {
    if (!address.matches("[0-9A-Fa-f.:]+(?:%.*)?")) {
      return new byte[0];
    }
    try {
      return InetAddress.getByName(address.replaceFirst("%.*", "")).getAddress();
    } catch (UnknownHostException e) {
      return new byte[0];
    }
  }
}
