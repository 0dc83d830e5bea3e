package ru.fitcrm.hub.connectors.onec;

import java.util.List;
import java.util.Set;
import ru.fitcrm.hub.core.connection.TestReport.Step;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;

/** Tells how far the first call of a Test got that ended in trouble. */
public final class FailedStep {

  private static final Set<String> REACH =
      Set.of(
          "unreachable",
          "timeout",
          "certificate",
          "certificate-unreadable",
          "http-502",
          "http-503",
          "http-504",
          "too-many-calls");
  private static final Set<String> LOGIN = Set.of("unauthorized", "forbidden");
  private static final Step REACHED = new Step("reach", true, "The web server answers", null);

  private FailedStep() {}

  /**
   * The steps passed and the one that failed.
   *
   * @param beyond name of the step after reach and login
   */
  public static List<Step> of(Trouble trouble, String beyond) {
    if (REACH.contains(trouble.code())) {
      return List.of(failed("reach", trouble));
    }
    if (LOGIN.contains(trouble.code())) {
      return List.of(REACHED, failed("login", trouble));
    }
    Step login = new Step("login", true, "Not refused", null);
    return List.of(REACHED, login, failed(beyond, trouble));
  }

  /** One step that failed. */
  public static Step failed(String step, Trouble trouble) {
    String hint = trouble.code().startsWith("http-") ? "onec.http" : "onec." + trouble.code();
    return new Step(step, false, trouble.reason(), hint);
  }
}
