package ru.fitcrm.hub.connectors.onec.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.http.WebQuestion;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.Cell;
import ru.fitcrm.hub.connectors.onec.Failure;
import ru.fitcrm.hub.connectors.onec.NameTrouble;
import ru.fitcrm.hub.connectors.onec.NoAnswer;
import ru.fitcrm.hub.connectors.onec.WebAnswer;
import ru.fitcrm.hub.connectors.onec.WebCalls;
import ru.fitcrm.hub.connectors.onec.fitness.OnecFitnessSettings.LeadVia;
import ru.fitcrm.hub.core.sync.ClubSystem.Lead;
import ru.fitcrm.hub.core.sync.ClubSystem.LeadSent;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;

/**
 * Gives leads: by the API, or to a receiver as a site's form would. Neither knows a lead given
 * twice and neither can be asked for one; when an answer is lost only a client with this phone says
 * that 1C has the person.
 */
final class SendLead {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final LeadVia via;
  private final ApiCalls calls;
  private final WebCalls receiver;
  private final String leadUrl;
  private final ReadPerson readPerson;

  /**
   * @param receiver calls to {@code leadUrl}
   */
  SendLead(
      LeadVia via,
      ApiCalls calls,
      WebCalls receiver,
      @Nullable String leadUrl,
      ReadPerson readPerson) {
    this.via = via;
    this.calls = calls;
    this.receiver = receiver;
    this.leadUrl = leadUrl == null ? "" : leadUrl;
    this.readPerson = readPerson;
  }

  LeadSent send(Lead lead) {
    List<String> people = people(lead);
    Answer<JsonNode> answer =
        switch (via) {
          case API -> calls.post("lead", forApi(lead).toString(), people);
          case WEBHOOK ->
              give(WebQuestion.post(leadUrl, "application/json", forWebhook(lead).toString()));
          case TILDA ->
              give(
                  WebQuestion.post(
                      leadUrl,
                      "application/x-www-form-urlencoded",
                      WebQuestion.form(forTilda(lead))));
          case NONE -> throw new UnsupportedOperationException("This connection sends no leads");
        };
    return switch (answer) {
      case Answer.Given<JsonNode> given -> new LeadSent.Taken(ref(given.value()));
      case Answer.Failed<JsonNode> failed -> notTaken(lead, failed.failure());
    };
  }

  private Answer<JsonNode> give(WebQuestion question) {
    return receiver.ask(question, SendLead::received);
  }

  /** A receiver's answer may be anything; an envelope that says no is believed. */
  private static @Nullable JsonNode received(WebAnswer answer) throws IOException {
    String start = answer.start();
    if (start.startsWith("{") && start.contains("\"result\"")) {
      return Envelope.read(answer, List.of()).data();
    }
    if (!answer.isGood()) {
      throw answer.notData();
    }
    if (start.startsWith("<")) {
      // A gateway's page: a receiver that took the lead says nothing, or a word.
      throw new NoAnswer(NameTrouble.ofPage(answer.status(), "A page came instead of an answer"));
    }
    return null;
  }

  private static @Nullable String ref(@Nullable JsonNode data) {
    String id = data == null ? null : data.path("id").asText(null);
    return Cell.ref(id);
  }

  private LeadSent notTaken(Lead lead, Failure failure) {
    Trouble trouble = failure.trouble();
    if (!failure.mayBeDone()) {
      return new LeadSent.NotSent(trouble);
    }
    if (trouble.code().startsWith(Envelope.REFUSED)) {
      return new LeadSent.Refused(trouble.code(), trouble.reason());
    }
    if (readPerson.of(null, lead.phone()) instanceof Reading.Page page) {
      return new LeadSent.Taken(page.packet().clients().getFirst().ref());
    }
    // A conflict of locks: 1C took everything back, most likely.
    return trouble.kind() == Trouble.Kind.BUSY
        ? new LeadSent.NotSent(trouble)
        : new LeadSent.Unknown(trouble.code() + ": " + trouble.reason());
  }

  private static List<String> people(Lead lead) {
    return Stream.of(
            lead.phone(), Digits.of(lead.phone()), lead.name(), lead.email(), lead.comment())
        .filter(Objects::nonNull)
        .toList();
  }

  private static String text(@Nullable String value) {
    return Objects.requireNonNullElse(value, "");
  }

  private static ObjectNode forApi(Lead lead) {
    ObjectNode body = NODES.objectNode();
    body.put("phone", Digits.of(lead.phone()));
    body.put("name", text(lead.name()));
    body.put("email", text(lead.email()));
    body.put("comment", text(lead.comment()));
    body.putObject("marketing").put("source", text(lead.source()));
    return body;
  }

  private static ObjectNode forWebhook(Lead lead) {
    ObjectNode body = NODES.objectNode();
    body.put("name", text(lead.name()));
    body.put("last_name", "");
    body.put("phone", Digits.of(lead.phone()));
    body.put("email", text(lead.email()));
    body.put("comment", text(lead.comment()));
    body.put("utm_source", text(lead.source()));
    return body;
  }

  /** {@code tranid} is the form's own number of what was sent: the hub's lead. */
  private static Map<String, String> forTilda(Lead lead) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("Name", text(lead.name()));
    form.put("Phone", Digits.of(lead.phone()));
    form.put("Email", text(lead.email()));
    form.put("Comment", text(lead.comment()));
    form.put("source", text(lead.source()));
    form.put("tranid", lead.id());
    return form;
  }
}
