package ru.fitcrm.hub.connectors.onec.fitness;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.Cell;
import ru.fitcrm.hub.connectors.onec.PacketDraft;
import ru.fitcrm.hub.core.sync.Packet;

/**
 * Makes rows of what the API tells of one client. Times come without a zone and stay so: the
 * club's. What is not known here goes on as it is, for its row to be rejected by it.
 */
final class PersonRows {

  private static final Map<String, String> STATUSES =
      Map.of(
          "active", "ACTIVE",
          "not_active", "ACTIVE",
          "inactive", "ACTIVE",
          "locked", "ACTIVE",
          "frozen", "FROZEN",
          "closed", "ENDED",
          "ended", "ENDED");
  private static final Map<String, String> KINDS =
      Map.of("membership", "MEMBERSHIP", "package", "PACKAGE", "service", "PACKAGE");
  private static final Pattern LOCAL_TIME =
      Pattern.compile("(\\d{4}-\\d{2}-\\d{2})[ T](\\d{2}:\\d{2})(:\\d{2})?");
  private static final Pattern CURRENCY = Pattern.compile("\\s*(₽|руб\\.?|р\\.)\\s*$");

  private final PacketDraft draft = new PacketDraft();
  private final String clientRef;
  private final Map<String, String> statuses = new HashMap<>(STATUSES);

  /**
   * @param translations of statuses, for example {@code locked=FROZEN}
   */
  PersonRows(String clientRef, List<String> translations) {
    this.clientRef = clientRef;
    for (String text : translations) {
      int equals = text.indexOf('=');
      statuses.put(text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    }
  }

  Packet packet() {
    return draft.packet();
  }

  private void add(Class<? extends Record> kind, Map<String, @Nullable String> cells) {
    draft.add(kind, cells::get);
  }

  void client(JsonNode client) {
    JsonNode club = client.path("club");
    Map<String, @Nullable String> cells = new HashMap<>();
    cells.put("ref", clientRef);
    cells.put("name", name(client));
    cells.put("phones", text(client, "phone"));
    cells.put("email", text(client, "email"));
    cells.put("birthDate", text(client, "birthday"));
    cells.put("branchRef", club.isObject() ? text(club, "id") : null);
    add(Packet.Client.class, cells);
  }

  private static @Nullable String name(JsonNode client) {
    String name =
        Stream.of("last_name", "name", "second_name")
            .map(part -> Cell.text(text(client, part)))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    return Cell.text(name);
  }

  /**
   * Tickets are contracts. A debt is told by sale, not by ticket: it goes to the recurring one that
   * is active, else to the first active one, else to the first.
   *
   * @param debts null if the API tells none
   */
  void tickets(JsonNode tickets, @Nullable JsonNode debts) {
    List<JsonNode> all = list(tickets);
    int owing = owing(all);
    for (int at = 0; at < all.size(); at++) {
      String debt = debts == null ? null : at == owing ? owed(debts).toPlainString() : "0";
      ticket(all.get(at), debt);
    }
  }

  private int owing(List<JsonNode> tickets) {
    int first = 0;
    for (int at = tickets.size() - 1; at >= 0; at--) {
      boolean better = isRecurring(tickets.get(at)) || !isRecurring(tickets.get(first));
      if (isActive(tickets.get(at)) && (better || !isActive(tickets.get(first)))) {
        first = at;
      }
    }
    return first;
  }

  private boolean isActive(JsonNode ticket) {
    return "ACTIVE".equals(statuses.get(ticket.path("status").asText()));
  }

  private static boolean isRecurring(JsonNode ticket) {
    return ticket.path("recurrent").asBoolean();
  }

  private void ticket(JsonNode ticket, @Nullable String debt) {
    String type = Objects.requireNonNullElse(text(ticket, "type"), "");
    String kind = KINDS.getOrDefault(type, type);
    String status = Objects.requireNonNullElse(text(ticket, "status"), "");
    Map<String, @Nullable String> cells = new HashMap<>();
    cells.put("ref", text(ticket, "ticket_id"));
    cells.put("clientRef", clientRef);
    cells.put("kind", kind);
    if (kind.equals("MEMBERSHIP")) {
      cells.put("term", isRecurring(ticket) ? "RECURRING" : "FIXED_TERM");
    }
    cells.put("title", text(ticket, "title"));
    cells.put("status", statuses.getOrDefault(status, status));
    cells.put("startsOn", time(text(ticket, "active_date")));
    cells.put("endsOn", time(text(ticket, "end_date")));
    cells.put("price", sum(text(ticket.path("recurrent_details"), "payment_amount")));
    cells.put("debt", debt);
    if (kind.equals("PACKAGE")) {
      cells.put("visitsLeft", text(ticket, "count"));
    }
    add(Packet.Contract.class, cells);
  }

  private static BigDecimal owed(JsonNode debts) {
    JsonNode rows = debts.isArray() ? debts : debts.path("debts");
    return list(rows).stream()
        .map(debt -> number(debt, "total_amount").subtract(number(debt, "paid_amount")))
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .max(BigDecimal.ZERO);
  }

  /**
   * @param visit of the history
   */
  void visit(JsonNode visit) {
    String at = time(text(visit, "start_date"));
    String id = Cell.text(text(visit, "id"));
    Map<String, @Nullable String> cells = new HashMap<>();
    cells.put("ref", id == null && at != null ? clientRef + ":" + at : id);
    cells.put("clientRef", clientRef);
    cells.put("at", at);
    add(Packet.Visit.class, cells);
  }

  /** A purchase is what was paid of it; nothing was of one that is all debt. */
  void purchase(JsonNode purchase) {
    BigDecimal paid = paid(purchase);
    if (paid != null && paid.signum() == 0) {
      return;
    }
    Map<String, @Nullable String> cells = new HashMap<>();
    cells.put("ref", text(purchase, "id"));
    cells.put("clientRef", clientRef);
    cells.put("kind", paid != null && paid.signum() < 0 ? "REFUND" : "PURCHASE");
    cells.put("amount", paid == null ? null : paid.abs().toPlainString());
    cells.put("status", "SUCCEEDED");
    cells.put("at", time(text(purchase, "datetime")));
    add(Packet.Payment.class, cells);
  }

  private static @Nullable BigDecimal paid(JsonNode purchase) {
    List<JsonNode> payments = list(purchase.path("payments"));
    if (!payments.isEmpty()) {
      return payments.stream()
          .map(payment -> number(payment, "amount"))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
    return purchase.hasNonNull("total_amount")
        ? number(purchase, "total_amount").subtract(number(purchase, "total_debt"))
        : null;
  }

  private static List<JsonNode> list(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }

  private static @Nullable String text(JsonNode of, String field) {
    JsonNode value = of.path(field);
    return value.isValueNode() && !value.isNull() ? value.asText() : null;
  }

  /** None counts as nothing. */
  private static BigDecimal number(JsonNode of, String field) {
    String sum = sum(text(of, field));
    return sum == null || !sum.matches("-?\\d{1,15}(\\.\\d{1,10})?")
        ? BigDecimal.ZERO
        : new BigDecimal(sum);
  }

  /** {@code 1 300 ₽} is 1300. */
  private static @Nullable String sum(@Nullable String written) {
    return written == null ? null : Cell.money(CURRENCY.matcher(written).replaceFirst(""));
  }

  private static @Nullable String time(@Nullable String written) {
    return written == null
        ? null
        : LOCAL_TIME
            .matcher(written.strip())
            .replaceFirst(part -> part.group(1) + "T" + part.group(2) + seconds(part.group(3)));
  }

  private static String seconds(@Nullable String written) {
    return written == null ? ":00" : written;
  }
}
