package ru.fitcrm.hub.connectors.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressListTest {

  private final AddressList yookassa = new AddressList(YookassaSettings.OF_YOOKASSA);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "185.71.76.0",
        "185.71.76.31",
        "77.75.153.127",
        "77.75.154.128",
        "77.75.156.11",
        "2a02:5180::1",
        "2a02:5180:ffff::1",
        "::ffff:185.71.76.5"
      })
  void yookassasAddressesAreKnown(String address) {
    assertThat(yookassa.contains(address)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "185.71.76.32", "77.75.153.128", "77.75.154.127", "77.75.156.12", "2a02:5181::1",
        "127.0.0.1", "", "localhost", "185.71.76.1.evil.example", "unknown"
      })
  void othersAreNot(String address) {
    assertThat(yookassa.contains(address)).isFalse();
  }

  @Test
  void thisMachineIsAllowedOnlyWhereTheApiIsOnIt() {
    YookassaSettings twin =
        YookassaSettings.read("http://127.0.0.1:1/v3", "1", "k", null, null, null, null, null);
    YookassaSettings real = YookassaSettings.read(null, "1", "k", null, null, null, null, null);

    assertThat(twin.allowed().contains("127.0.0.1")).isTrue();
    assertThat(real.allowed().contains("127.0.0.1")).isFalse();
  }
}
