package ru.fitcrm.hub.connectors.onec.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.Cell;
import ru.fitcrm.hub.connectors.onec.Failure;
import ru.fitcrm.hub.connectors.onec.NoAnswer;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;

/**
 * Reads one client with all that belongs to them. Everything of it or nothing: half of a client
 * would look like contracts that ended.
 */
final class ReadPerson {

  private static final int PAGE = 100;
  private static final int MOST_PAGES = 200;

  private final ApiCalls calls;
  private final GetToken getToken;
  private final List<String> statuses;

  ReadPerson(ApiCalls calls, GetToken getToken, List<String> statuses) {
    this.calls = calls;
    this.getToken = getToken;
    this.statuses = statuses;
  }

  Reading of(@Nullable String ref, @Nullable String phone) {
    return switch (getToken.of(ref, phone)) {
      case Answer.Failed<String> failed -> new Reading.Not(failed.failure().trouble());
      case Answer.Given<String> given -> {
        String token = given.value();
        yield token == null ? new Reading.Nobody() : read(ref, token);
      }
    };
  }

  private Reading read(@Nullable String ref, String token) {
    try {
      JsonNode client = need("client", token);
      String id = Cell.text(client.path("id").asText());
      if (id == null) {
        return new Reading.Nobody();
      }
      if (ref != null && !ref.equals(id)) {
        return new Reading.Not(
            new Trouble(Kind.REFUSED, "another-person", "This phone is another client's there"));
      }
      return new Reading.Page(rows(id, client, token).packet(), null, null, null);
    } catch (NoAnswer e) {
      return new Reading.Not(e.trouble());
    }
  }

  private PersonRows rows(String id, JsonNode client, String token) throws NoAnswer {
    PersonRows rows = new PersonRows(id, statuses);
    rows.client(client);
    rows.tickets(need("tickets", token), ifThere("debts", token));
    visits(token, rows::visit);
    JsonNode purchases = ifThere("purchase_history", token);
    if (purchases != null) {
      purchases.forEach(rows::purchase);
    }
    return rows;
  }

  /** Until a page brings nothing new: how many a page holds is the server's affair. */
  private void visits(String token, Consumer<JsonNode> each) throws NoAnswer {
    Set<JsonNode> seen = new HashSet<>();
    int offset = 0;
    for (int page = 0; page < MOST_PAGES; page++) {
      Map<String, String> query = new LinkedHashMap<>();
      query.put("page_size", Integer.toString(PAGE));
      query.put("requested_offset", Integer.toString(offset));
      int before = seen.size();
      JsonNode visits = given(calls.get("visits_history", query, token));
      for (JsonNode visit : visits) {
        if (seen.add(visit)) {
          each.accept(visit);
        }
      }
      offset += visits.size();
      if (seen.size() == before) {
        return;
      }
    }
  }

  private JsonNode need(String path, String token) throws NoAnswer {
    return given(calls.get(path, Map.of(), token));
  }

  /** Not every generation of the API has it; null if this one does not. */
  private @Nullable JsonNode ifThere(String path, String token) throws NoAnswer {
    Answer<JsonNode> answer = calls.get(path, Map.of(), token);
    boolean none =
        answer instanceof Answer.Failed<JsonNode> failed
            && failed.failure().trouble().code().equals("not-found");
    return none ? null : given(answer);
  }

  private static JsonNode given(Answer<JsonNode> answer) throws NoAnswer {
    return switch (answer) {
      case Answer.Given<JsonNode> given ->
          Objects.requireNonNullElse(given.value(), MissingNode.getInstance());
      case Answer.Failed<JsonNode> failed -> {
        Failure failure = failed.failure();
        throw new NoAnswer(failure.trouble());
      }
    };
  }
}
