package ru.fitcrm.hub.connectors.described;

import java.util.List;
import ru.fitcrm.hub.connectors.http.AskOnce;
import ru.fitcrm.hub.connectors.http.Heard;
import ru.fitcrm.hub.connectors.http.WebQuestion;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.connection.TestReport.Step;

/** Tries a described gateway with the harmless call its description names. */
public final class TryDescribed {

  private static final Step REACHED = new Step("reach", true, "The gateway answers", null);

  private TryDescribed() {}

  public static TestReport of(Gateway gateway) {
    Description.Check check = gateway.description().check();
    WebQuestion question =
        DescribedChannel.question(
            gateway,
            new FillTemplate(gateway.values()),
            check.path() == null ? "GET" : check.method(),
            check.path(),
            check.fields(),
            null);
    try (AskOnce web = DescribedChannel.open(gateway)) {
      return TestReport.of(
          switch (web.ask(question)) {
            case Heard.NotSent not ->
                List.of(new Step("reach", false, not.reason(), "gateway." + not.code()));
            case Heard.Lost lost ->
                List.of(new Step("reach", false, lost.reason(), "gateway." + lost.code()));
            case Heard.Answered answered -> answered(check, answered);
          });
    }
  }

  private static List<Step> answered(Description.Check check, Heard.Answered answered) {
    if (check.good() == null) {
      return List.of(REACHED);
    }
    boolean good =
        PickValue.compiled(check.good()).matcher(answered.status() + " " + answered.text()).find();
    String shown = "HTTP " + answered.status();
    return List.of(REACHED, new Step("login", good, shown, good ? null : "gateway.login"));
  }
}
