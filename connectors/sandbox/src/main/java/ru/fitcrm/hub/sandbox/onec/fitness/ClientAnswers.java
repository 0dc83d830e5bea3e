package ru.fitcrm.hub.sandbox.onec.fitness;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.base.Row;

/** What the API tells of one client: its own words, local times without a zone. */
final class ClientAnswers {

  private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final Map<String, String> STATUSES =
      Map.of(
          "ACTIVE", "active",
          "FROZEN", "frozen",
          "ENDED", "closed",
          "TERMINATED", "closed",
          "AWAITING_PAYMENT", "not_active");

  private final GeneratedBase base;
  private final Row.Client client;

  ClientAnswers(GeneratedBase base, Row.Client client) {
    this.base = base;
    this.client = client;
  }

  private <R extends Row> List<R> rows(Class<R> kind) {
    return base.belongings(client.ref()).stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static Map<String, @Nullable Object> object(@Nullable Object... pairs) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    for (int at = 0; at < pairs.length; at += 2) {
      object.put(String.valueOf(pairs[at]), pairs[at + 1]);
    }
    return object;
  }

  Object client() {
    List<String> names = new ArrayList<>(Arrays.asList(client.name().split(" ", 3)));
    while (names.size() < 3) {
      names.add("");
    }
    String digits = client.phones().getFirst().replaceAll("\\D", "");
    return object(
        "id", client.ref(),
        "last_name", names.get(0),
        "name", names.get(1),
        "second_name", names.get(2),
        "email", client.email(),
        "phone", "7" + digits.substring(digits.length() - 10),
        "birthday", client.birthDate() == null ? "" : client.birthDate().toString(),
        "sex", 0,
        "club", object("id", FitnessRoom.CLUB, "name", "Фитнес-клуб"),
        "tags", List.of());
  }

  Object tickets() {
    return rows(Row.Contract.class).stream().map(ClientAnswers::ticket).toList();
  }

  private static Object ticket(Row.Contract row) {
    boolean recurring = "RECURRING".equals(row.term());
    return object(
        "ticket_id",
        row.ref(),
        "type",
        row.kind().equals("PACKAGE") ? "package" : "membership",
        "status",
        STATUSES.getOrDefault(row.status(), "unknown"),
        "title",
        row.title(),
        "active_date",
        row.startsOn().toString(),
        "end_date",
        row.endsOn() == null ? null : row.endsOn().toString(),
        "count",
        row.visitsLeft(),
        "recurrent",
        recurring,
        "recurrent_details",
        recurring ? object("payment_amount", row.price().toPlainString() + " ₽") : null,
        "service_list",
        List.of());
  }

  /** One page; an empty one behind the last. */
  Object visits(long offset, long size) {
    return rows(Row.Visit.class).stream()
        .skip(offset)
        .limit(size)
        .map(
            row ->
                object(
                    "id", row.ref(),
                    "start_date", time(row.at()),
                    "end_date", time(row.at().plusHours(1)),
                    "appointment_list", List.of()))
        .toList();
  }

  Object purchases() {
    return rows(Row.Payment.class).stream()
        .filter(row -> row.status().equals("SUCCEEDED"))
        .map(
            row ->
                object(
                    "id", row.ref(),
                    "datetime", time(row.at()),
                    "payments", List.of(object("type", "card", "amount", row.amount())),
                    "total_amount", row.amount(),
                    "total_debt", 0))
        .toList();
  }

  Object debts() {
    List<Object> debts =
        rows(Row.Contract.class).stream()
            .filter(row -> row.debt().signum() > 0)
            .<Object>map(
                row ->
                    object(
                        "id", "sale-" + row.ref(),
                        "date", time(row.createdAt()),
                        "total_amount", row.price().max(row.debt()),
                        "paid_amount", row.price().subtract(row.debt()).max(BigDecimal.ZERO)))
            .toList();
    return object("club", object("id", FitnessRoom.CLUB), "debts", debts);
  }

  private static String time(LocalDateTime time) {
    return MINUTES.format(time);
  }
}
