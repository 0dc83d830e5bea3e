package ru.fitcrm.hub.connectors.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {

  private final AllowedAddresses internet = new AllowedAddresses(List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "localhost",
        // A whole IPv4 address as one number.
        "2130706433",
        "[::]",
        "[::1]",
        "[::127.0.0.1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:a9fe:a9fe]",
        "[::ffff:0:10.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[64:ff9b::169.254.169.254]",
        "[64:ff9b:1::1]",
        "[100::1]",
        "[2001::1]",
        "[2001:db8::1]",
        "[2002:7f00:1::]",
        "[3fff::1]",
        "[5f00::1]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]"
      })
  void whatIsNoPublicInternetIsNotDialled(String host) {
    assertThatThrownBy(() -> internet.resolve(host))
        .isInstanceOf(AllowedAddresses.NotAllowed.class)
        .hasMessageContaining("HUB_ALLOW_TARGETS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8.8.8.8",
        "11.0.0.1",
        "100.63.255.255",
        "100.128.0.1",
        "172.15.255.255",
        "172.32.0.1",
        "192.169.0.1",
        "223.255.255.255",
        "[2a02:6b8::2:242]",
        "[2001:200::1]",
        "[64:ff9b::8.8.8.8]",
        "[::ffff:8.8.8.8]"
      })
  void thePublicInternetIsDialled(String host) throws UnknownHostException {
    assertThat(internet.resolve(host)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "127.1"})
  void otherSpellingsOfLoopbackNeverReachIt(String host) {
    try {
      assertThat(internet.resolve(host)).noneMatch(address -> address.isLoopbackAddress());
    } catch (UnknownHostException refused) {
      assertThat(refused).isNotNull();
    }
  }

  @Test
  void theOperatorsNetworksAreAllowedAndNothingBesides() throws UnknownHostException {
    AllowedAddresses lan = new AllowedAddresses(List.of("10.1.0.0/16", "fd00::/8"));

    assertThat(lan.resolve("10.1.2.3")).hasSize(1);
    assertThat(lan.resolve("[fd12::1]")).hasSize(1);
    assertThat(lan.resolve("[::ffff:10.1.2.3]")).hasSize(1);
    assertThatThrownBy(() -> lan.resolve("10.2.0.1")).isInstanceOf(UnknownHostException.class);
    assertThatThrownBy(() -> lan.resolve("127.0.0.1")).isInstanceOf(UnknownHostException.class);
  }

  @Test
  void aRangeCountsItsBits() {
    AddressRange range = AddressRange.of("100.64.0.0/10");
    assertThat(range.holds(new byte[] {100, 64, 0, 0})).isTrue();
    assertThat(range.holds(new byte[] {100, 127, (byte) 255, (byte) 255})).isTrue();
    assertThat(range.holds(new byte[] {100, (byte) 128, 0, 0})).isFalse();
    assertThat(range.holds(new byte[16])).isFalse();
    assertThat(AddressRange.of("0.0.0.0/0").holds(new byte[] {1, 2, 3, 4})).isTrue();
  }
}
