package ru.fitcrm.hub.config.demo;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.base.Row;

/** What happens in the demo club's 1C: people come and pay, or do not. */
final class DemoOnecLife implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemoOnecLife.class);
  private static final long EVERY_SECONDS = 12;

  /** A contract is unpaid when a quarter of an hour is over: this one is at once. */
  private static final int UNPAID_MINUTES_AGO = 16;

  private final GeneratedBase base;
  private final DemoPeople people;
  private final BusinessClock clock;
  private final ZoneId zone;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("demo-1c").daemon(true).factory());

  /**
   * @param seed of who comes and pays
   */
  DemoOnecLife(GeneratedBase base, BusinessClock clock, ZoneId zone, long seed) {
    this.base = base;
    this.clock = clock;
    this.zone = zone;
    this.people = new DemoPeople(seed);
  }

  void start() {
    var unused =
        timer.scheduleWithFixedDelay(
            this::liveSafely, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  /** A number of somebody who is in 1C. */
  String someNumber() {
    String number = base.phoneOf(somebody());
    return number == null ? people.mobile() : number;
  }

  private void liveSafely() {
    try {
      live();
    } catch (RuntimeException e) {
      LOG.warn("The demo's 1C could not be changed, the next change follows", e);
    }
  }

  private void live() {
    LocalDateTime now = LocalDateTime.ofInstant(clock.instant(), zone);
    switch (people.below(8)) {
      case 0 -> base.pay(base.sell(somebody(), now), now);
      case 1 -> fail(now);
      case 2 -> base.sell(somebody(), now.minusMinutes(UNPAID_MINUTES_AGO));
      case 3 -> base.pay(base.sell(base.addClient(people.name(), people.mobile()), now), now);
      case 4 -> base.book(somebody(), now.plusDays(1), "Йога");
      default -> base.visit(somebody(), now);
    }
  }

  private void fail(LocalDateTime now) {
    for (int tries = 0; tries < 50; tries++) {
      List<String> contracts =
          base.belongings(somebody()).stream()
              .filter(row -> row instanceof Row.Contract one && "RECURRING".equals(one.term()))
              .map(Row::ref)
              .toList();
      if (!contracts.isEmpty()) {
        base.failPayment(contracts.getFirst(), now);
        return;
      }
    }
  }

  private String somebody() {
    return base.read(Row.Kind.CLIENT, people.below(DemoOnec.CLIENTS), 1).getFirst().ref();
  }
}
