package ru.fitcrm.hub.config.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.base.Row;

/**
 * What happened in the demo club before anybody looked: people who miss classes, money given back.
 */
final class DemoOnecPast {

  private static final List<String> CLASSES = List.of("Йога", "Пилатес", "Сайкл");
  private static final int SKIPPERS = 12;
  private static final int REFUNDS = 9;

  private final GeneratedBase base;

  DemoOnecPast(GeneratedBase base) {
    this.base = base;
  }

  void happen() {
    for (int n = 0; n < SKIPPERS; n++) {
      skip(client(n * 10 + 1), 3 + n % 3, 1 + n % 4, CLASSES.get(n % CLASSES.size()));
    }
    for (int n = 0; n < REFUNDS; n++) {
      refund(client(n * 10 + 4), 1 + n);
    }
  }

  private void skip(String client, int times, int daysAgo, String what) {
    LocalDate last = base.today().minusDays(daysAgo);
    for (int i = times - 1; i >= 0; i--) {
      String unused = base.miss(client, last.minusDays(3L * i).atTime(19, 0), what);
    }
  }

  private void refund(String client, int daysAgo) {
    base.belongings(client).stream()
        .filter(Row.Contract.class::isInstance)
        .findFirst()
        .ifPresent(
            contract ->
                base.refund(
                    contract.ref(),
                    BigDecimal.valueOf(1_500 + 100L * daysAgo),
                    base.today().minusDays(daysAgo).atTime(12, 30)));
  }

  private String client(int number) {
    return base.read(Row.Kind.CLIENT, number, 1).getFirst().ref();
  }
}
