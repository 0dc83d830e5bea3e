package ru.fitcrm.hub.config.watch;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.platform.BusinessClockKeeper;

/** Takes over, within a second, how far another node moved the business clock. */
@Component
@EnableScheduling
class FollowBusinessClock {

  private static final Logger LOG = LoggerFactory.getLogger(FollowBusinessClock.class);

  private final BusinessClockKeeper keeper;

  FollowBusinessClock(BusinessClockKeeper keeper) {
    this.keeper = keeper;
  }

  @Scheduled(fixedDelay = 1000)
  void follow() {
    try {
      keeper.refresh();
    } catch (RuntimeException e) {
      LOG.debug("The business clock was not refreshed, the next try follows in a second", e);
    }
  }
}
