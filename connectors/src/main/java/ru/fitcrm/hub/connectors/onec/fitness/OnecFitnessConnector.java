package ru.fitcrm.hub.connectors.onec.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.ClubSystemConnector;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.CallsPerBase;
import ru.fitcrm.hub.connectors.onec.FailedStep;
import ru.fitcrm.hub.connectors.onec.WebCalls;
import ru.fitcrm.hub.connectors.onec.fitness.OnecFitnessSettings.LeadVia;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.connection.TestReport.Step;
import ru.fitcrm.hub.core.sync.ClubSystem;

/** Kind {@code onec-fitness}: 1C:Fitness's own HTTP API v3. */
@Component
class OnecFitnessConnector implements ClubSystemConnector<OnecFitnessSettings> {

  private static final long ANSWER_CAP = 16L * 1024 * 1024;

  private final CallsPerBase callsPerBase;

  OnecFitnessConnector(CallsPerBase callsPerBase) {
    this.callsPerBase = callsPerBase;
  }

  @Override
  public String kind() {
    return "onec-fitness";
  }

  @Override
  public Class<OnecFitnessSettings> settingsType() {
    return OnecFitnessSettings.class;
  }

  @Override
  public TestReport test(OnecFitnessSettings settings) {
    return switch (calls(settings).get("clubs", Map.of(), null)) {
      case Answer.Failed<JsonNode> failed ->
          TestReport.of(FailedStep.of(failed.failure().trouble(), "clubs"));
      case Answer.Given<JsonNode> given ->
          TestReport.of(
              clubs(
                  settings, Objects.requireNonNullElse(given.value(), MissingNode.getInstance())));
    };
  }

  private static List<Step> clubs(OnecFitnessSettings settings, JsonNode clubs) {
    List<String> titles = new ArrayList<>();
    boolean found = settings.clubId() == null;
    for (JsonNode club : clubs) {
      titles.add(club.path("title").asText() + " " + club.path("id").asText());
      found |= club.path("id").asText().equals(settings.clubId());
    }
    String all = titles.isEmpty() ? "-" : String.join(", ", titles);
    return List.of(
        new Step("reach", true, "The web server answers", null),
        new Step("login", true, "Accepted", null),
        new Step("clubs", found, all, found ? null : "onec.club-unknown"));
  }

  @Override
  public boolean listsRows() {
    return false;
  }

  /** Times come without a zone and stay so: the club's zone is the reader's affair. */
  @Override
  public ClubSystem open(OnecFitnessSettings settings, ZoneId home) {
    ApiCalls calls = calls(settings);
    GetToken getToken = new GetToken(calls, settings.tokenWay(), settings.signSecret());
    ReadPerson readPerson = new ReadPerson(calls, getToken, settings.ticketStatuses());
    if (settings.leadVia() == LeadVia.NONE) {
      return new FitnessClubSystem(readPerson, null);
    }
    String leadUrl = settings.leadUrl();
    WebCalls receiver = web(settings, leadUrl == null ? settings.service() : leadUrl);
    return new FitnessClubSystem(
        readPerson, new SendLead(settings.leadVia(), calls, receiver, leadUrl, readPerson));
  }

  private ApiCalls calls(OnecFitnessSettings settings) {
    return new ApiCalls(
        settings.service(),
        WebCalls.basic(settings.username(), settings.password()),
        settings.apiKey(),
        web(settings, settings.service()));
  }

  private WebCalls web(OnecFitnessSettings settings, String address) {
    // A receiver in the cloud does not show the certificate of the club's own server.
    boolean sameServer = server(address).equals(server(settings.service()));
    WebCalls.Limits limits =
        new WebCalls.Limits(
            Duration.ofSeconds(settings.timeoutSeconds()),
            ANSWER_CAP,
            sameServer ? settings.trustedCertificate() : null);
    return new WebCalls(limits, callsPerBase.of(address));
  }

  private static String server(String address) {
    return String.valueOf(URI.create(address).getAuthority());
  }
}
