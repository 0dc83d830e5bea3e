package ru.fitcrm.hub.sandbox.onec.fitness;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.base.Row;
import ru.fitcrm.hub.sandbox.onec.front.Answer;
import ru.fitcrm.hub.sandbox.onec.front.Fault;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;
import ru.fitcrm.hub.sandbox.onec.front.Query;
import ru.fitcrm.hub.sandbox.onec.front.Request;
import ru.fitcrm.hub.sandbox.onec.front.Room;

/**
 * The HTTP API v3 at {@code /fitness/hs/api/v3/}, with or without a slash at the end of an address.
 * A page holds fewer visits than are asked for.
 */
public final class FitnessRoom implements Room {

  /** The key of the club's application. */
  public static final String KEY = "key-of-the-sandbox";

  /** The secret phones are signed with. */
  public static final String SECRET = "secret-of-the-sandbox";

  /** The club's id. */
  public static final String CLUB = "5f1c0000-0000-4aff-8000-000000000001";

  private static final String PATH = "/fitness/hs/api/v3/";
  private static final String JSON = "application/json; charset=utf-8";
  private static final long MOST_VISITS = 5;

  private final GeneratedBase base;
  private volatile String envelope = "data";

  public FitnessRoom(GeneratedBase base) {
    this.base = base;
  }

  /** Another generation of the API wraps its answers in {@code Parameters}. */
  public void envelope(String name) {
    envelope = name;
  }

  @Override
  public String path() {
    return PATH;
  }

  /** For example {@code visits_history}. */
  @Override
  public String operation(String path, Map<String, String> headers) {
    return path.substring(Math.min(path.length(), PATH.length())).replaceFirst("/$", "");
  }

  @Override
  public Answer answer(Request request) {
    if (!KEY.equals(request.headers().get("apikey"))) {
      return ((Fault.Instead) OnecWords.unauthorized()).answer();
    }
    Query query = Query.of(request.query());
    return switch (request.operation()) {
      case "clubs" -> yes(List.of(Map.of("id", CLUB, "title", "Фитнес-клуб")));
      case "pass_token" -> passToken(query);
      case "client_usertoken" -> userToken(query);
      case "lead" -> lead(request);
      default -> ofClient(request, query);
    };
  }

  private Answer yes(Object data) {
    return Answer.of(
        200, JSON, "{\"result\": true, \"" + envelope + "\": " + Json.write(data) + "}");
  }

  private static Answer no(int error, String message) {
    return Answer.of(
        200,
        JSON,
        "{\"result\": false, \"error\": %d, \"error_message\": %s}"
            .formatted(error, Json.write(message)));
  }

  private Answer passToken(Query query) {
    String phone = query.text("phone");
    if (!phone.matches("7\\d{10}") || !sign(phone).equals(query.text("sign"))) {
      return no(4001, "Неверная подпись");
    }
    return client(Query.of("phone=" + phone))
        .map(client -> yes(Map.of("pass_token", "token-" + client.ref())))
        .orElseGet(() -> no(4004, "Клиент не найден"));
  }

  private static String sign(String phone) {
    try {
      byte[] both = ("phone:" + phone + ";key:" + SECRET).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(both));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private Answer userToken(Query query) {
    return client(query)
        .map(client -> yes("token-" + client.ref()))
        .orElseGet(() -> no(4004, "Клиент не найден"));
  }

  private Optional<Row.Client> client(Query query) {
    return query.text("client_id").isEmpty()
        ? base.findByPhone(query.text("phone")).stream().findFirst()
        : base.find(query.text("client_id"))
            .filter(Row.Client.class::isInstance)
            .map(Row.Client.class::cast);
  }

  private Answer ofClient(Request request, Query query) {
    String token = request.headers().getOrDefault("usertoken", "");
    Optional<Row.Client> client =
        base.find(token.replaceFirst("^token-", ""))
            .filter(Row.Client.class::isInstance)
            .map(Row.Client.class::cast);
    if (client.isEmpty()) {
      return no(4010, "Неверный токен пользователя");
    }
    ClientAnswers of = new ClientAnswers(base, client.get());
    return switch (request.operation()) {
      case "client" -> yes(of.client());
      case "tickets" -> yes(of.tickets());
      case "visits_history" ->
          yes(
              of.visits(
                  query.number("requested_offset", 0),
                  Math.min(MOST_VISITS, query.number("page_size", MOST_VISITS))));
      case "purchase_history" -> yes(of.purchases());
      case "debts" -> yes(of.debts());
      default -> Answer.of(404, "text/html", "<html><body>Not Found</body></html>");
    };
  }

  private Answer lead(Request request) {
    Map<String, String> lead = Json.texts(request.body());
    String phone = lead.getOrDefault("phone", "");
    if (!phone.matches("7\\d{10}")) {
      return no(4003, "Неверный телефон");
    }
    base.leads().take(UUID.randomUUID().toString(), phone, lead.get("name"), lead.get("comment"));
    return Answer.of(200, JSON, "{\"result\": true}");
  }
}
