package ru.fitcrm.hub.core.message;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.outbox.OutboxMessage;
import ru.fitcrm.hub.core.person.PhoneReading;
import ru.fitcrm.hub.core.person.ReadPhone;
import ru.fitcrm.hub.core.person.ZoneOfNumber;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.Columns;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * May it be said now? Asked once for every attempt, when it is about to be sent: of consent, of the
 * person, of the hour and of how much was said already. Only then is the text made. Runs inside the
 * club's gate.
 */
public final class SayNow {

  private static final String ASK = SqlFile.read(SayNow.class, "say_now.sql");

  /** WhatsApp's 24 hours, and five minutes in which a message may still wait its turn. */
  private static final Duration TALK = Duration.ofHours(24).minusMinutes(5);

  private static final String SENDING =
      """
      update message
         set state = 'SENDING', subject = coalesce(subject, :subject), text = coalesce(text, :text),
             template = coalesce(template, cast(:template as jsonb)), media = coalesce(media, cast(:media as jsonb)),
             sent_at = coalesce(sent_at, :now), held_until = null, code = null, reason = null
       where id = :id""";

  private static final String HELD =
      """
      update message
         set state = 'HELD', held_until = :until, code = :code, reason = :reason,
             way_due_at = case when way_due_at is not null
                           then now() + :waitMs * interval '1 ms' + coalesce(next_after, interval '0') end
       where id = :id""";

  /** Two ads to one person at the same instant see each other. */
  private static final String ONE_AT_A_TIME =
      "select pg_advisory_xact_lock(hashtextextended('told:' || :person, 0))";

  private final JdbcClient jdbc;
  private final Licences licences;
  private final RenderText render;
  private final BusinessClock clock;

  SayNow(JdbcClient jdbc, Licences licences, RenderText render, BusinessClock clock) {
    this.jdbc = jdbc;
    this.licences = licences;
    this.render = render;
    this.clock = clock;
  }

  /** What to do with a message whose turn has come. */
  public sealed interface Decision {

    /** It is said, in these words. */
    record Say(TextToSend text) implements Decision {}

    /** It waits; {@code length} from now. */
    record Wait(Duration length, String code, String reason) implements Decision {}

    /** It is not said by this channel, and {@code code} tells whether by another. */
    record Drop(String code, String reason) implements Decision {}
  }

  public Decision decide(OutboxMessage turn) {
    long id = TextMessages.messageOf(turn);
    Instant now = clock.instant();
    Asked asked = ask(id, now);
    Optional<Decision> no = refusal(asked, turn);
    if (no.isPresent()) {
      return no.get();
    }
    Optional<Instant> quietUntil = quietUntil(asked, now);
    return quietUntil.isPresent()
        ? hold(id, now, quietUntil.get())
        : tooMuch(asked, now).orElseGet(() -> say(asked, turn.club(), now));
  }

  /** What the decision hangs on. */
  private record Asked(
      Message message,
      int step,
      @Nullable String template,
      @Nullable Long person,
      boolean archived,
      @Nullable Boolean consent,
      boolean stopped,
      boolean talking,
      boolean toClub,
      ZoneId zone,
      String region,
      QuietHours quiet,
      int adsPerWeek,
      int textsPerDay) {

    boolean isRules() {
      return message.ruleId() != null;
    }

    /** The club's, where the number does not tell another. */
    ZoneId recipientsZone() {
      return ZoneOfNumber.of(message.address()).orElse(zone);
    }
  }

  private Asked ask(long id, Instant now) {
    return jdbc.sql(ASK)
        .param("id", id)
        .param("talkSince", Columns.at(now.minus(TALK)))
        .query((row, i) -> asked(row))
        .single();
  }

  private static Asked asked(ResultSet row) throws SQLException {
    boolean agreed = row.getBoolean("consent");
    @Nullable Boolean consent = row.wasNull() ? null : Boolean.valueOf(agreed);
    return new Asked(
        new MessageRows().mapRow(row, 0),
        row.getInt("step"),
        row.getString("template"),
        Columns.number(row, "person"),
        row.getBoolean("archived"),
        consent,
        row.getBoolean("stopped"),
        row.getBoolean("talking"),
        row.getBoolean("to_club"),
        ZoneId.of(row.getString("timezone")),
        row.getString("region"),
        new QuietHours(
            row.getObject("quiet_from", LocalTime.class),
            row.getObject("quiet_until", LocalTime.class)),
        row.getInt("ads_per_week"),
        row.getInt("texts_per_day"));
  }

  private Optional<Decision> refusal(Asked asked, OutboxMessage turn) {
    Message message = asked.message();
    if (TextMessages.stepOf(turn) != asked.step() || isThere(message)) {
      return drop("other-channel", "Another channel carries it, or has delivered it");
    }
    if (asked.archived() && (asked.isRules() || message.purpose() == Purpose.AD)) {
      return drop("archived", "The person is in the archive");
    }
    if (licences.standing(turn.club()).state().isOver()) {
      return drop("licence", "The club's licence has ended: nothing goes to people");
    }
    if (!isAgreed(asked)) {
      return drop("no-consent", "No consent to this by this channel, or it was taken back");
    }
    if (asked.stopped()) {
      return drop("stopped", "The person wants no advertising, and the rule spares such people");
    }
    return takesNoTexts(asked)
        ? drop("not-a-mobile", "The number takes no messages")
        : Optional.empty();
  }

  private static boolean isThere(Message message) {
    return message.state() == MessageState.DELIVERED || message.state() == MessageState.READ;
  }

  /** Advertising needs a yes; about what one has with the club, only a no is heard. */
  private static boolean isAgreed(Asked asked) {
    boolean ofTheBase = asked.message().employeeId() == null;
    return switch (asked.message().purpose()) {
      case CODE -> true;
      case SERVICE -> !Boolean.FALSE.equals(asked.consent());
      case AD -> !ofTheBase || Boolean.TRUE.equals(asked.consent());
    };
  }

  private static boolean takesNoTexts(Asked asked) {
    return asked.message().channel() == Channel.SMS
        && ReadPhone.read(asked.message().address(), asked.region())
            instanceof PhoneReading.Valid valid
        && !valid.takesMessages();
  }

  /** A letter to a club wakes nobody. */
  private static Optional<Instant> quietUntil(Asked asked, Instant now) {
    return asked.message().purpose() == Purpose.CODE || asked.toClub()
        ? Optional.empty()
        : asked.quiet().over(now, asked.recipientsZone());
  }

  private Decision hold(long id, Instant now, Instant until) {
    Duration wait = Duration.between(now, until);
    String reason = "Quiet hours";
    jdbc.sql(HELD)
        .param("id", id)
        .param("until", Columns.at(until))
        .param("code", "quiet-hours")
        .param("reason", reason)
        .param("waitMs", wait.toMillis())
        .update();
    return new Decision.Wait(wait, "quiet-hours", reason);
  }

  /** Of what people write by hand only advertising is counted. */
  private Optional<Decision> tooMuch(Asked asked, Instant now) {
    Long person = asked.person();
    if (person == null || asked.message().purpose() == Purpose.CODE) {
      return Optional.empty();
    }
    lock(person);
    if (asked.message().purpose() == Purpose.AD
        && told(asked, person, "AD", now.minus(Duration.ofDays(7))) >= asked.adsPerWeek()) {
      return drop("too-often", "The person has been told enough advertising this week");
    }
    return asked.isRules()
            && told(asked, person, null, now.minus(Duration.ofDays(1))) >= asked.textsPerDay()
        ? drop("too-often", "The person has been told enough in 24 hours")
        : Optional.empty();
  }

  private void lock(long person) {
    jdbc.sql(ONE_AT_A_TIME).param("person", person).query((row, i) -> true).single();
  }

  private long told(Asked asked, long person, @Nullable String purpose, Instant since) {
    return jdbc.sql(
            """
            select count(*) from message
             where client_id = :person and direction = 'OUTGOING' and sent_at > :since and id <> :id
               and purpose <> 'CODE' and (cast(:purpose as text) is null or purpose = :purpose)
               and state in ('SENDING', 'UNKNOWN', 'ACCEPTED', 'DELIVERED', 'READ')""")
        .param("person", person)
        .param("since", Columns.at(since))
        .param("id", asked.message().id())
        .param("purpose", purpose, Types.VARCHAR)
        .query(Long.class)
        .single();
  }

  private Decision say(Asked asked, ClubId club, Instant now) {
    Optional<TextToSend> text =
        render.render(club, asked.message(), asked.template(), asked.zone());
    if (text.isEmpty()) {
      return new Decision.Drop("no-words", "The rule it comes from has no text any more");
    }
    jdbc.sql(SENDING)
        .param("id", asked.message().id())
        .param("subject", text.get().subject(), Types.VARCHAR)
        .param("text", text.get().text())
        .param("template", RenderText.stored(text.get().template()), Types.VARCHAR)
        .param("media", MessageRows.stored(MessageFile.of(text.get().media())), Types.VARCHAR)
        .param("now", Columns.at(now))
        .update();
    boolean needsNoTemplate = asked.isRules() && asked.talking();
    return new Decision.Say(needsNoTemplate ? text.get().withoutTemplate() : text.get());
  }

  private static Optional<Decision> drop(String code, String reason) {
    return Optional.of(new Decision.Drop(code, reason));
  }
}
