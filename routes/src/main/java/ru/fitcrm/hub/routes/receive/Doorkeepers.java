package ru.fitcrm.hub.routes.receive;

import org.springframework.stereotype.Component;

/** What all receivers share. */
@Component
final class Doorkeepers {

  private final ApplyAtOnce apply;
  private final PaceSenders pace;
  private final WatchDoor watch;

  Doorkeepers(ApplyAtOnce apply, PaceSenders pace, WatchDoor watch) {
    this.apply = apply;
    this.pace = pace;
    this.watch = watch;
  }

  ApplyAtOnce apply() {
    return apply;
  }

  PaceSenders pace() {
    return pace;
  }

  WatchDoor watch() {
    return watch;
  }
}
