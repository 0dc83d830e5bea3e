package ru.fitcrm.hub.config.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.message.WakeHeld;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.BusinessClockKeeper;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Moves the business clock of a demo, for example to the next night. */
@RestController
@ConditionalOnProperty(name = "hub.demo", havingValue = "true")
class DemoClockApi {

  private final BusinessClock clock;
  private final BusinessClockKeeper keeper;
  private final WakeHeld held;

  DemoClockApi(BusinessClock clock, BusinessClockKeeper keeper, WakeHeld held) {
    this.clock = clock;
    this.keeper = keeper;
    this.held = held;
  }

  record Move(@Nullable OffsetDateTime to) {}

  record Moved(Instant now) {}

  @PostMapping({"/demo/clock", "/api/v1/demo/clock"})
  Moved move(@RequestBody Move move) {
    OffsetDateTime to = move.to();
    if (to == null) {
      throw new InvalidInput(
          "to", "required", "to is required: a time with zone, for example 2026-12-01T03:00:00Z");
    }
    keeper.moveTo(to.toInstant());
    int unused = held.wake();
    return new Moved(clock.instant());
  }
}
