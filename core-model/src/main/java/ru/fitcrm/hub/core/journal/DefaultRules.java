package ru.fitcrm.hub.core.journal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.club.FurnishClub;

/** The rules a new club starts with: what follows from a call, a payment and the night. */
final class DefaultRules implements FurnishClub {

  private static final String INSERT_RULE =
      """
      insert into rule (name, event_type, condition, action, settings)
      values (:name, :eventType, cast(:condition as jsonpath), :action, cast(:settings as jsonb))""";

  /**
   * Cards of calls share the group {@code call}: one person has one open card of calls, so five
   * missed ones are one card. Where the first ring made «Новый звонок», a miss only adds the next
   * step to it.
   */
  private static final List<Seed> SEEDS =
      List.of(
          new Seed(
              "Новый звонок: карточка лида",
              "call.ringing",
              "$.party == \"LEAD\" && $.newLead == true",
              "CARD",
              """
              {"code": "NEW_CALL", "group": "call", "reason": "Новый звонок"}"""),
          new Seed(
              "Скрытый номер: карточка без лида",
              "call.ringing",
              "$.party == \"NO_NUMBER\"",
              "CARD",
              """
              {"code": "NEW_CALL", "group": "call", "reason": "Новый звонок"}"""),
          new Seed(
              "Пропущенный звонок: перезвонить",
              "call.ended",
              "($.party == \"LEAD\" || $.party == \"CLIENT\")"
                  + " && ($.result == \"MISSED\" || $.result == \"LOST\")",
              "CARD",
              """
              {"code": "CALL_BACK", "group": "call", "reason": "Перезвонить",
               "nextStep": "Перезвонить", "dueInDays": 0}"""),
          new Seed(
              "Итог звонка: строка в открытой карточке",
              "call.ended",
              "$.party == \"LEAD\" || $.party == \"CLIENT\" || $.party == \"NO_NUMBER\"",
              "LINE",
              """
              {"group": "call"}"""),
          new Seed(
              "Дозвонились: шаг «Перезвонить» выполнен",
              "call.ended",
              "$.result == \"ANSWERED\" && exists($.clientId)",
              "DONE",
              """
              {"code": "CALL_BACK", "group": "call", "nextStep": "Перезвонить"}"""),
          new Seed(
              "Пропущенный звонок: уведомить ответственного",
              "call.ended",
              "($.party == \"LEAD\" || $.party == \"CLIENT\") && $.result == \"MISSED\"",
              "NOTICE",
              """
              {"to": "RESPONSIBLE"}"""),
          new Seed(
              "Оплата не прошла: карточка",
              "payment.failed",
              "$.kind == \"RECURRING\"",
              "CARD",
              """
              {"code": "PAYMENT_FAILED", "reason": "Оплата не прошла",
               "nextStep": "Связаться по оплате", "dueInDays": 0}"""),
          new Seed(
              "Новый контракт не оплачен: карточка",
              "contract.unpaid",
              null,
              "CARD",
              """
              {"code": "CONTRACT_UNPAID", "reason": "Новый контракт не оплачен",
               "nextStep": "Связаться по оплате", "dueInDays": 0}"""),
          new Seed(
              "Контракт заканчивается: карточка",
              "contract.expiring",
              null,
              "CARD",
              """
              {"code": "CONTRACT_EXPIRING", "reason": "Контракт заканчивается: предложите продлить",
               "nextStep": "Предложить продление", "dueInDays": 0}"""),
          new Seed(
              "Задолженность: карточка",
              "contract.debt",
              null,
              "CARD",
              """
              {"code": "CONTRACT_DEBT", "reason": "Задолженность: предложите погасить",
               "nextStep": "Предложить погасить", "dueInDays": 0}"""),
          new Seed(
              "Пропуски подряд: карточка",
              "client.losing",
              null,
              "CARD",
              """
              {"code": "CLIENT_LOSING", "reason": "Предотвращение потери",
               "nextStep": "Узнать причину пропусков", "dueInDays": 0}"""),
          new Seed(
              "Спящий клиент: уведомить ответственного",
              "client.sleeping",
              null,
              "NOTICE",
              """
              {"to": "RESPONSIBLE"}"""),
          new Seed(
              "Потеряшка: уведомить ответственного",
              "client.lost",
              null,
              "NOTICE",
              """
              {"to": "RESPONSIBLE"}"""),
          new Seed(
              "Новое сообщение: карточка",
              "message.received",
              "$.stop == false",
              "CARD",
              """
              {"code": "NEW_MESSAGE", "group": "message", "reason": "Новое сообщение",
               "nextStep": "Ответить", "dueInDays": 0}"""),
          new Seed(
              "Ответили клиенту: шаг «Ответить» выполнен",
              "message.answered",
              null,
              "DONE",
              """
              {"code": "NEW_MESSAGE", "group": "message", "nextStep": "Ответить"}"""),
          new Seed(
              "Новое сообщение: уведомить ответственного",
              "message.received",
              null,
              "NOTICE",
              """
              {"to": "RESPONSIBLE"}"""),
          new Seed(
              "Новая заявка: карточка",
              "request.received",
              null,
              "CARD",
              """
              {"code": "NEW_REQUEST", "group": "request", "reason": "Новая заявка",
               "nextStep": "Связаться", "dueInDays": 0}"""),
          new Seed(
              "Новая заявка: уведомить ответственного",
              "request.received",
              null,
              "NOTICE",
              """
              {"to": "RESPONSIBLE"}"""),
          new Seed(
              "Связь потеряна: уведомить администратора клуба",
              "connection.down",
              null,
              "NOTICE",
              """
              {"to": "CLUB_ADMIN"}"""),
          new Seed(
              "Похоже на дубль: уведомить администратора клуба",
              "client.duplicate",
              null,
              "NOTICE",
              """
              {"to": "CLUB_ADMIN", "text": {
                "ru": "Похоже, один человек: {client.name} и {other.name}",
                "en": "These seem to be one person: {client.name} and {other.name}"}}"""),
          new Seed(
              "Просроченные карточки: уведомить ответственного",
              "tasks.overdue",
              "!($.unassigned == true)",
              "NOTICE",
              """
              {"to": "EMPLOYEE", "text": {
                "ru": "Просроченных карточек: {tasks.overdue}, самая давняя от {tasks.oldest}",
                "en": "Overdue cards: {tasks.overdue}, the oldest of {tasks.oldest}"}}"""),
          new Seed(
              "Просроченные карточки без ответственного: уведомить администратора клуба",
              "tasks.overdue",
              "$.unassigned == true",
              "NOTICE",
              """
              {"to": "CLUB_ADMIN", "text": {
                "ru": "Просроченных карточек без ответственного: {tasks.overdue}, самая давняя от {tasks.oldest}",
                "en": "Overdue cards nobody is responsible for: {tasks.overdue}, the oldest of {tasks.oldest}"}}"""),
          new Seed(
              "Ночная задача не выполнена: уведомить администратора клуба",
              "job.failed",
              null,
              "NOTICE",
              """
              {"to": "CLUB_ADMIN", "text": {
                "ru": "Ночная задача «{job.name}» не выполнена за {job.date}",
                "en": "The night's job “{job.name}” failed for {job.date}"}}"""),
          new Seed(
              "Ночная задача снова выполняется: уведомить администратора клуба",
              "job.recovered",
              null,
              "NOTICE",
              """
              {"to": "CLUB_ADMIN", "text": {
                "ru": "Ночная задача «{job.name}» снова выполняется",
                "en": "The night's job “{job.name}” is well again"}}"""));

  private final JdbcClient jdbc;

  DefaultRules(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void furnish(ClubId club) {
    SEEDS.forEach(this::insert);
  }

  private void insert(Seed seed) {
    jdbc.sql(INSERT_RULE)
        .param("name", seed.name())
        .param("eventType", seed.eventType())
        .param("condition", seed.condition())
        .param("action", seed.action())
        .param("settings", seed.settings())
        .update();
  }

  private record Seed(
      String name, String eventType, @Nullable String condition, String action, String settings) {}
}
