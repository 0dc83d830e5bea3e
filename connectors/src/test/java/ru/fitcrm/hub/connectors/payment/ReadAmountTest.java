package ru.fitcrm.hub.connectors.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import ru.fitcrm.hub.core.platform.InvalidInput;

class ReadAmountTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "10; 10.00",
        "1500,5; 1500.50",
        ".5; 0.50",
        "1.5E3; 1500.00",
        "0; 0.00",
        "9999999999999.99; 9999999999999.99"
      })
  void anAmountIsReadAsGatewaysWriteIt(String told, BigDecimal amount) {
    assertThat(ReadAmount.of("Amount", told)).isEqualTo(amount);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "1e2147483647",
        "12345678901234567.00",
        "9999999999999.995",
        "-5",
        "",
        "Infinity",
        "NaN",
        "10 rub"
      })
  void anAmountThatCannotBeIsRefusedAtOnce(String told) {
    assertThatThrownBy(() -> ReadAmount.of("Amount", told))
        .isInstanceOfSatisfying(
            InvalidInput.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("payment.amount");
              assertThat(refused).hasMessageStartingWith("Amount ");
            });
  }
}
