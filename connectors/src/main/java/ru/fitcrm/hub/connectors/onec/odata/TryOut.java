package ru.fitcrm.hub.connectors.onec.odata;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.FailedStep;
import ru.fitcrm.hub.connectors.onec.odata.FindMisfits.Misfit;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.connection.TestReport.Step;

/**
 * Tries settings with the client production uses: what is published, whether the map fits it, how
 * much there is, and the hub's node of the exchange plan.
 */
final class TryOut {

  private final OdataCalls calls;
  private final List<EntityRule> map;
  private final ReadAll readAll;
  private final @Nullable ReadChanges readChanges;
  private final List<Step> steps = new ArrayList<>();

  TryOut(
      OdataCalls calls, List<EntityRule> map, ReadAll readAll, @Nullable ReadChanges readChanges) {
    this.calls = calls;
    this.map = map;
    this.readAll = readAll;
    this.readChanges = readChanges;
  }

  TestReport run() {
    boolean ignored = published() && fits() && counts() && node();
    return TestReport.of(steps);
  }

  private boolean published() {
    Answer<Listing> answer =
        calls.get("", Map.of("$format", "json"), in -> Listing.read(in, entry -> {}));
    switch (answer) {
      case Answer.Failed<Listing> failed -> {
        steps.addAll(FailedStep.of(failed.failure().trouble(), "published"));
        return false;
      }
      case Answer.Given<Listing> given -> {
        passed("reach", "The web server answers");
        passed("login", "Accepted");
        int count = Objects.requireNonNull(given.value()).count();
        String hint = count == 0 ? "onec.nothing-published" : null;
        steps.add(new Step("published", count > 0, "Entities: " + count, hint));
        return count > 0;
      }
    }
  }

  private boolean fits() {
    List<String> wanted = map.stream().map(EntityRule::entity).toList();
    Answer<Published> answer = calls.get("$metadata", Map.of(), in -> Published.read(in, wanted));
    return switch (answer) {
      case Answer.Failed<Published> failed -> failed("map", failed);
      case Answer.Given<Published> given ->
          fits(FindMisfits.in(map, Objects.requireNonNull(given.value())));
    };
  }

  private boolean fits(List<Misfit> misfits) {
    misfits.forEach(each -> steps.add(new Step("map", false, each.words(), each.hint())));
    if (misfits.isEmpty()) {
      passed("map", String.join(", ", map.stream().map(EntityRule::entity).toList()));
    }
    return misfits.isEmpty();
  }

  private boolean counts() {
    List<String> counts = new ArrayList<>();
    for (EntityRule rule : map) {
      switch (readAll.count(rule)) {
        case Answer.Failed<Listing> failed -> {
          return failed("counts", failed);
        }
        case Answer.Given<Listing> given ->
            counts.add(rule.entity() + " " + Objects.requireNonNull(given.value()).total());
      }
    }
    return passed("counts", String.join(", ", counts));
  }

  private boolean node() {
    if (readChanges == null) {
      return true;
    }
    return switch (readChanges.node()) {
      case Answer.Failed<ReadChanges.Node> failed -> failed("node", failed);
      case Answer.Given<ReadChanges.Node> given ->
          passed("node", "ReceivedNo " + Objects.requireNonNull(given.value()).received());
    };
  }

  private boolean failed(String step, Answer.Failed<?> failed) {
    steps.add(FailedStep.failed(step, failed.failure().trouble()));
    return false;
  }

  private boolean passed(String step, String answer) {
    steps.add(new Step(step, true, answer, null));
    return true;
  }
}
