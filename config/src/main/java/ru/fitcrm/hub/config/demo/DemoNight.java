package ru.fitcrm.hub.config.demo;

import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.message.WakeHeld;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.BusinessClockKeeper;
import ru.fitcrm.hub.jobs.night.NightTick;

/** The button «Следующая ночь» of a demo: the clock goes to the night, and the night begins. */
@Controller
@ConditionalOnProperty(name = "hub.demo", havingValue = "true")
class DemoNight {

  private static final LocalTime AT_NIGHT = LocalTime.of(3, 0, 30);

  private final BusinessClock clock;
  private final BusinessClockKeeper keeper;
  private final WakeHeld held;
  private final NightTick night;

  DemoNight(BusinessClock clock, BusinessClockKeeper keeper, WakeHeld held, NightTick night) {
    this.clock = clock;
    this.keeper = keeper;
    this.held = held;
    this.night = night;
  }

  @PostMapping("/{club}/next-night")
  String next(Visit visit) {
    visit.requireAdmin();
    ZonedDateTime now = clock.instant().atZone(visit.club().zone());
    ZonedDateTime today = now.with(AT_NIGHT);
    keeper.moveTo((today.isAfter(now) ? today : today.plusDays(1)).toInstant());
    int unused = held.wake();
    night.tick();
    return "redirect:" + visit.at("/board");
  }
}
