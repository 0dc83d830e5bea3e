package ru.fitcrm.hub.config.console.dial;

import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallResult;

/**
 * What stands beside the button.
 *
 * @param next address to ask how it goes on, null if there is nothing to follow
 * @param tone {@code live}, {@code good} or {@code bad}
 */
record DialView(String text, @Nullable String number, @Nullable String next, String tone) {

  static DialView of(Visit visit, Call call, DialStep step) {
    String number = visit.say().phone(call.phone());
    if (step != DialStep.ENDED) {
      String next = visit.at("/calls/dial/" + call.id() + "?seen=" + step);
      return new DialView(visit.say().text("dial.step." + step), number, next, "live");
    }
    return call.result() == CallResult.ANSWERED
        ? new DialView(visit.say().text("dial.answered"), number, null, "good")
        : new DialView(visit.say().text("dial.failed", why(visit, call)), number, null, "bad");
  }

  private static String why(Visit visit, Call call) {
    String failure = call.failure();
    return failure == null
        ? visit.say().text("dial.why." + call.result())
        : visit.say().textOr("call.failure." + failure, failure);
  }
}
