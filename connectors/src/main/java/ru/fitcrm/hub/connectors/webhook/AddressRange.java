package ru.fitcrm.hub.connectors.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A range of network addresses, for example {@code 10.0.0.0/8}.
 *
 * @param first as bytes, 4 or 16
 * @param bits how many of its first bits count
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record AddressRange(byte[] first, int bits) {

  /**
   * @param cidr an address and the number of bits; never a name
   */
  static AddressRange of(String cidr) {
    int slash = cidr.indexOf('/');
    return new AddressRange(
        literal(cidr.substring(0, slash)), Integer.parseInt(cidr.substring(slash + 1)));
  }

  /** No name server is asked for a literal address. */
  private static byte[] literal(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(address + " is no network address", e);
    }
  }

  boolean holds(byte[] address) {
    if (address.length != first.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += Byte.SIZE) {
      int left = Math.min(Byte.SIZE, bits - bit);
      int mask = 0xFF << (Byte.SIZE - left);
      int at = bit / Byte.SIZE;
      if (((address[at] ^ first[at]) & mask & 0xFF) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "AddressRange[/" + bits + "]";
  }
}
