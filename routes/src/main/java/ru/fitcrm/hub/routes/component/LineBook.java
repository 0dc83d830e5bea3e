package ru.fitcrm.hub.routes.component;

import ru.fitcrm.hub.connectors.PhoneLine;
import ru.fitcrm.hub.core.call.TimeSpan;
import ru.fitcrm.hub.core.connection.Lease;

/** Writes down how one line fares: its health, until when it was heard, where it was not. */
final class LineBook {

  private final CallComponent hub;
  private final Lease lease;

  LineBook(CallComponent hub, Lease lease) {
    this.hub = hub;
    this.lease = lease;
  }

  /** The gaps first: what was heard after them counts only if they are known. */
  void write(LineNews news) {
    for (TimeSpan gap : news.gaps()) {
      hub.gaps().record(lease, gap.from(), gap.to());
    }
    if (news.health() != null) {
      write(news.health());
    }
    if (news.heardUntil() != null) {
      hub.gaps().heard(lease, news.heardUntil());
    }
  }

  private void write(PhoneLine.Health latest) {
    if (latest.up()) {
      hub.health().up(lease, latest.clockSkewMillis());
    } else {
      String code = latest.code() == null ? "down" : latest.code();
      String error = latest.error() == null ? "" : latest.error();
      hub.health().down(lease, code, error);
    }
  }
}
