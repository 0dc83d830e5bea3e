package ru.fitcrm.hub.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.board.NoticeBox;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.journal.Rule;
import ru.fitcrm.hub.core.message.RenderText;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.testing.TestCore;

class RulesOfAClubTest {

  private static final String MESSAGE =
      """
      {"to": "CLIENT", "channels": ["SMS"], "text": {"ru": "{client.name}, вы звонили"}}""";

  private final TestCore core = new TestCore(Clock.systemUTC());
  private final Club club = core.club("Север");
  private final long anna =
      number("insert into client (kind, name) values ('CLIENT', 'Анна') returning id");

  @AfterEach
  void close() {
    core.close();
  }

  @Test
  void aRuleIsSavedAndChangedByItsName() {
    Rule made = save(edit("Перезвоним", "call.ended", "$.result == \"MISSED\"", MESSAGE));
    Rule changed = save(edit("Перезвоним", "call.ended", null, MESSAGE));

    assertThat(changed.id()).isEqualTo(made.id());
    assertThat(changed.version()).isEqualTo(made.version() + 1);
    assertThat(changed.condition()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "call.endet|{\"to\": \"CLIENT\", \"channels\": [\"SMS\"], \"text\": {\"ru\": \"x\"}}|eventType",
        "call.ended|{\"to\": \"BOSS\", \"channels\": [\"SMS\"], \"text\": {\"ru\": \"x\"}}|settings.to",
        "call.ended|{\"to\": \"CLIENT\", \"text\": {\"ru\": \"x\"}}|settings.channels",
        "call.ended|{\"to\": \"CLIENT\", \"channels\": [\"PIGEON\"], \"text\": {\"ru\": \"x\"}}|settings.channels",
        "call.ended|{\"to\": \"CLIENT\", \"channels\": [\"SMS\"], \"text\": {}}|settings.text.ru",
        "call.ended|{\"to\": \"CLIENT\", \"channels\": [\"SMS\"], \"text\": {\"ru\": \"{who}\"}}|settings.text.ru",
        "call.ended|{\"to\": \"FIXED\", \"channels\": [\"SMS\"], \"text\": {\"ru\": \"x\"}}|settings.addresses.SMS",
        "call.ended|{\"to\": \"FIXED\", \"channels\": [\"SMS\"], \"addresses\": {\"SMS\": \"8 916 123-00-00\"}, \"text\": {\"ru\": \"x\"}}|settings.addresses.SMS",
        "call.ended|{\"to\": \"CLIENT\", \"channels\": [\"SMS\"], \"nextAfterMinutes\": -1, \"text\": {\"ru\": \"x\"}}|settings.nextAfterMinutes",
        "call.ended|{\"to\": \"CLIENT\", \"channels\": [\"SMS\"], \"nextAfterMinute\": 5, \"text\": {\"ru\": \"x\"}}|settings.nextAfterMinute",
        "call.ended|{\"to\": \"CLIENT\", \"channels\": [\"SMS\"], \"text\": {\"ru\": \"x\", \"de\": \"x\"}}|settings.text.de",
        "message.received|{\"to\": \"CLIENT\", \"channels\": [\"SMS\"], \"text\": {\"ru\": \"x\"}}|settings.to"
      })
  void whatCannotWorkIsRefusedByItsField(String event, String settings, String field) {
    assertThatThrownBy(() -> save(edit("Правило", event, null, settings)))
        .isInstanceOfSatisfying(
            InvalidInput.class, wrong -> assertThat(wrong.field()).isEqualTo(field));
  }

  @Test
  void aConditionThatIsNoJsonPathIsRefused() {
    assertThatThrownBy(() -> save(edit("Правило", "call.ended", "$.result = ", MESSAGE)))
        .isInstanceOfSatisfying(
            InvalidInput.class, wrong -> assertThat(wrong.field()).isEqualTo("condition"));
  }

  @Test
  void twoRulesHaveNotOneName() {
    Rule first = save(edit("Первое", "call.ended", null, MESSAGE));
    save(edit("Второе", "call.ended", null, MESSAGE));
    assertThatThrownBy(
            () ->
                save(
                    new RuleEdit(
                        first.id(), "Второе", "call.ended", null, "MESSAGE", json(MESSAGE), true)))
        .isInstanceOf(Conflict.class);
  }

  @Test
  void aRuleIsTriedOnWhatHappenedAndTellsNobody() {
    for (int i = 0; i < 7; i++) {
      happens("call.ended", i, Map.of("result", i == 0 ? "ANSWERED" : "MISSED"));
    }
    RuleEdit wish = edit("Перезвоним", "call.ended", "$.result == \"MISSED\"", MESSAGE);

    TryRule.Tried tried = core.in(club, () -> core.get(TryRule.class).tryOn(club, wish, 30));

    assertThat(tried.events()).isEqualTo(6);
    assertThat(tried.told()).isEqualTo(6);
    assertThat(tried.samples()).hasSize(5);
    assertThat(tried.samples().getFirst().text()).isEqualTo("Анна, вы звонили");
    assertThat(number("select count(*) from message")).isZero();
    assertThat(number("select count(*) from rule where name = 'Перезвоним'")).isZero();
  }

  @Test
  void aClubStartsWithTheNineNoticesOfTheGuide() {
    List<String> kinds =
        core.in(
            club,
            () ->
                core.get(JdbcClient.class)
                    .sql(
                        "select settings ->> 'kind' from rule where jsonb_exists(settings, 'kind') order by id")
                    .query(String.class)
                    .list());

    assertThat(kinds)
        .containsExactlyElementsOf(
            Arrays.stream(NineNotices.Kind.values()).map(Enum::name).toList());
  }

  @Test
  void theResponsibleEmployeeIsToldInTheRulesWords() {
    long olya = number("insert into employee (name, role) values ('Оля', 'TRAINER') returning id");
    update("update client set responsible_id = " + olya);
    happens("client.birthday", anna, Map.of());
    happens("client.assigned", anna, Map.of("responsibleId", olya, "returned", true));

    List<String> texts =
        core.in(
            club,
            () ->
                core.get(NoticeBox.class).unread(olya, "ru").stream()
                    .map(
                        one ->
                            core.get(RenderText.class)
                                .preview(
                                    String.valueOf(one.template()),
                                    one.eventId(),
                                    one.clientId(),
                                    club.zone(),
                                    "ru"))
                    .toList());

    assertThat(texts).containsExactly("Клиент возвращён вам: Анна", "Сегодня день рождения: Анна");
  }

  @Test
  void aNoticeThatIsSwitchedOffIsNotGiven() {
    long olya = number("insert into employee (name, role) values ('Оля', 'TRAINER') returning id");
    update("update client set responsible_id = " + olya);
    core.in(
        club,
        () -> {
          long rule = core.get(NineNotices.class).ruleOf(NineNotices.Kind.BIRTHDAY).orElseThrow();
          return core.get(WriteRules.class).enable(rule, false);
        });
    happens("client.birthday", anna, Map.of());

    assertThat(core.<Long>in(club, () -> core.get(NoticeBox.class).countUnread(olya))).isZero();
  }

  @Test
  void everyEventOfTheDesignMayHaveARule() {
    for (String type : EventTypes.ALL) {
      save(
          edit(
              "Правило " + type,
              type,
              null,
              MESSAGE.replace("CLIENT", type.startsWith("message.") ? "RESPONSIBLE" : "CLIENT")));
    }
    happens("contract.ended", 1, Map.of("contractId", 5));
    assertThat(number("select count(*) from message")).isOne();
  }

  private Rule save(RuleEdit edit) {
    return core.in(club, () -> core.get(WriteRules.class).save(edit));
  }

  private RuleEdit edit(String name, String event, @Nullable String condition, String settings) {
    return new RuleEdit(null, name, event, condition, "MESSAGE", json(settings), null);
  }

  private static com.fasterxml.jackson.databind.JsonNode json(String text) {
    try {
      return TestCore.json().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private void happens(String type, long subject, Map<String, Object> data) {
    Instant now = Clock.systemUTC().instant();
    NewEvent event = NewEvent.once(type, "call", subject, anna, data, now);
    var unused =
        core.in(
            club,
            () ->
                core.get(Journal.class)
                    .append(List.of(event), now, LocalDate.ofInstant(now, club.zone())));
  }

  private void update(String sql) {
    core.runIn(club, () -> core.get(JdbcClient.class).sql(sql).update());
  }

  private long number(String sql) {
    return core.in(club, () -> core.get(JdbcClient.class).sql(sql).query(Long.class).single());
  }
}
