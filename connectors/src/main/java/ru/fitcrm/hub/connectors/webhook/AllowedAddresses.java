package ru.fitcrm.hub.connectors.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which network addresses webhooks may dial: those of the public internet, and what the operator
 * allows besides. Anybody who may add an endpoint could otherwise reach the hub's own network.
 */
public final class AllowedAddresses {

  /** Spellings of an IPv4 address in IPv6 that end in it: NAT64 (RFC 6052). */
  private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96");

  /** IANA's special-purpose registries: none of these is the public internet. */
  private static final List<AddressRange> INNER =
      List.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/8",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .stream()
          .map(AddressRange::of)
          .toList();

  private final List<AddressRange> allowed;

  /**
   * @param allowed CIDRs that may be dialled although they are no public internet
   */
  public AllowedAddresses(List<String> allowed) {
    this.allowed = allowed.stream().map(AddressRange::of).toList();
  }

  boolean allows(InetAddress address) {
    byte[] bytes = plain(address.getAddress());
    return in(allowed, bytes) || !in(INNER, bytes);
  }

  private static boolean in(List<AddressRange> ranges, byte[] address) {
    return ranges.stream().anyMatch(range -> range.holds(address));
  }

  /** Mapped ones Java has made IPv4 already; one behind NAT64 is judged by what is behind. */
  private static byte[] plain(byte[] address) {
    return NAT64.holds(address) ? Arrays.copyOfRange(address, 12, 16) : address;
  }

  /**
   * The addresses of a name that may be dialled, at least one.
   *
   * @throws NotAllowed if it has addresses and none may be dialled
   */
  InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] all = InetAddress.getAllByName(host);
    InetAddress[] good = Arrays.stream(all).filter(this::allows).toArray(InetAddress[]::new);
    if (good.length == 0) {
      throw new NotAllowed(all[0]);
    }
    return good;
  }

  /** Nothing was dialled. */
  static final class NotAllowed extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    NotAllowed(InetAddress address) {
      super(
          "The address "
              + address.getHostAddress()
              + " is not of the public internet: the operator may allow its network by"
              + " HUB_ALLOW_TARGETS");
    }
  }
}
