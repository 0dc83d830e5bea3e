package ru.fitcrm.hub.core.rule;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.club.FurnishClub;

/** The nine kinds of notices of the user guide, each a rule a club may switch and reword. */
public final class NineNotices implements FurnishClub {

  private static final String INSERT =
      """
      insert into rule (name, event_type, condition, action, settings)
      values (:name, :eventType, cast(:condition as jsonpath), 'NOTICE', cast(:settings as jsonb))""";

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  NineNotices(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** The kinds in the guide's order; a rule of one has its name in {@code settings.kind}. */
  public enum Kind {
    CLIENT_ASSIGNED(
        "Новый клиент распределён",
        "client.assigned",
        "!($.returned == true)",
        "Вам назначен новый клиент: {client.name}",
        "A new client is yours: {client.name}"),
    BOOKING_MADE(
        "Запись на услугу",
        "booking.made",
        null,
        "{client.name}: запись на {booking.service} {booking.at}",
        "{client.name} booked {booking.service} {booking.at}"),
    SERVICE_PAID(
        "Оплата услуги",
        "payment.succeeded",
        "$.kind == \"PURCHASE\" && !($.topUp == true)",
        "{client.name}: оплата {payment.amount}",
        "{client.name} paid {payment.amount}"),
    PACKAGE_TOPPED_UP(
        "Доплата пакета",
        "payment.succeeded",
        "$.kind == \"PURCHASE\" && $.topUp == true",
        "{client.name}: пакет пополнен на {payment.amount}",
        "{client.name} added {payment.amount} to a package"),
    BOOKING_CANCELLED(
        "Отмена записи",
        "booking.cancelled",
        null,
        "{client.name}: отмена записи на {booking.service} {booking.at}",
        "{client.name} cancelled {booking.service} {booking.at}"),
    VISIT_SPENT(
        "Списание тренировки",
        "visit.added",
        "$.ofPackage == true",
        "{client.name}: списана тренировка из пакета",
        "{client.name}: a visit was taken from the package"),
    VISITS_RUNNING_OUT(
        "Окончание тренировок",
        "visits.running_out",
        null,
        "{client.name}: заканчиваются оплаченные тренировки, осталось {contract.visitsLeft}",
        "{client.name}: paid visits run out, left {contract.visitsLeft}"),
    CLIENT_RETURNED(
        "Возврат клиента",
        "client.assigned",
        "$.returned == true",
        "Клиент возвращён вам: {client.name}",
        "A client is yours again: {client.name}"),
    BIRTHDAY(
        "День рождения клиента",
        "client.birthday",
        null,
        "Сегодня день рождения: {client.name}",
        "Birthday today: {client.name}");

    private final String title;
    private final String eventType;
    private final @Nullable String condition;
    private final String russian;
    private final String english;

    Kind(
        String title,
        String eventType,
        @Nullable String condition,
        String russian,
        String english) {
      this.title = title;
      this.eventType = eventType;
      this.condition = condition;
      this.russian = russian;
      this.english = english;
    }

    /** Its rule's name, as the guide has it. */
    public String title() {
      return title;
    }
  }

  @Override
  public void furnish(ClubId club) {
    for (Kind kind : Kind.values()) {
      jdbc.sql(INSERT)
          .param("name", kind.title)
          .param("eventType", kind.eventType)
          .param("condition", kind.condition)
          .param("settings", settings(kind))
          .update();
    }
  }

  private String settings(Kind kind) {
    ObjectNode settings = json.createObjectNode();
    settings.put("kind", kind.name()).put("to", "RESPONSIBLE");
    settings.putObject("text").put("ru", kind.russian).put("en", kind.english);
    return settings.toString();
  }

  /** The rule of a kind, if the club has not removed it. Runs inside the club's gate. */
  public Optional<Long> ruleOf(Kind kind) {
    return jdbc.sql("select id from rule where settings ->> 'kind' = :kind order by id limit 1")
        .param("kind", kind.name())
        .query(Long.class)
        .optional();
  }
}
