package ru.fitcrm.hub.core.night;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.journal.Journal;
import ru.fitcrm.hub.core.journal.NewEvent;
import ru.fitcrm.hub.core.platform.BusinessClock;

/**
 * Asks a rule's question of a club, some thousands of people at a time, and then tells what was
 * found, the most urgent first. Cards follow for the first {@value #CARDS} findings of a night; the
 * others of them become lines of one card. A dry run keeps what it finds and tells nothing.
 */
public final class FindAndTell {

  private static final int PEOPLE = 5000;
  private static final int EVENTS = 500;
  private static final int CARDS = 50;

  private static final String LAST_OF_SLICE =
      """
      select max(id), count(*) = :people
        from (select id from client where id > :after order by id limit :people) slice""";

  /** Or the first that sees all of a history that was taken. */
  private static final String FIRST_NIGHT =
      """
      select ran.began is null
             or exists (select 1 from history_taken h where h.at > ran.began)
        from (select max(r.started_at) as began
                from job_run_club k join job_run r on r.id = k.run_id
               where k.job = :job and k.state = 'DONE' and k.business_date < :date
                 and not r.dry_run) ran""";

  private static final String NOTHING =
      "select not exists (select 1 from job_finding where run_id = :run)";

  private static final String PART =
      """
      select key, type, subject_type, subject_id, client_id, data, urgency
        from job_finding
       where run_id = :run and (urgency, key) > (:urgency, :key)
       order by urgency, key
       limit :events""";

  private static final TypeReference<Map<String, Object>> DATA = new TypeReference<>() {};

  private final JdbcClient jdbc;
  private final ClubDirectory clubs;
  private final NightLimits limits;
  private final Journal journal;
  private final ObjectMapper json;
  private final BusinessClock clock;

  FindAndTell(
      JdbcClient jdbc,
      ClubDirectory clubs,
      NightLimits limits,
      Journal journal,
      ObjectMapper json,
      BusinessClock clock) {
    this.jdbc = jdbc;
    this.clubs = clubs;
    this.limits = limits;
    this.journal = journal;
    this.json = json;
    this.clock = clock;
  }

  /** Does one slice, inside the club's gate. */
  public SliceDone work(NextSlice slice, Question question) {
    String position = slice.position();
    TellFrom from = TellFrom.of(position);
    if (from != null) {
      return tell(slice, from);
    }
    return find(slice, question, position == null ? 0 : Long.parseLong(position));
  }

  private SliceDone find(NextSlice slice, Question question, long after) {
    End end = question.ofPeople() ? end(after) : new End(after, false);
    Map<String, Object> values = values(slice, question, after, end.last());
    long found =
        jdbc.sql(question.statement(slice.dryRun())).params(values).query(Long.class).single();
    return new SliceDone(found, 0, next(slice, end));
  }

  private End end(long after) {
    return jdbc.sql(LAST_OF_SLICE)
        .param("after", after)
        .param("people", PEOPLE)
        .query((row, i) -> new End(row.getLong(1), row.getBoolean(2)))
        .single();
  }

  private @Nullable String next(NextSlice slice, End end) {
    if (end.more()) {
      return Long.toString(end.last());
    }
    return slice.dryRun() || nothingIsNew(slice) ? null : TellFrom.START.position();
  }

  /** Most clubs have nothing new of most jobs: that costs no slice of its own. */
  private boolean nothingIsNew(NextSlice slice) {
    return jdbc.sql(NOTHING).param("run", slice.run()).query(Boolean.class).single();
  }

  private Map<String, Object> values(NextSlice slice, Question question, long after, long last) {
    NightLimits.Limits club = limits.get();
    Map<String, Object> values = new HashMap<>();
    values.put("run", slice.run());
    values.put("date", slice.businessDate());
    ZoneId zone = clubs.here().zone();
    values.put("zone", zone.getId());
    values.put("today", LocalDate.ofInstant(clock.instant(), zone));
    values.put("after", after);
    values.put("last", last);
    values.put("first", first(slice, question));
    values.put("dryRun", slice.dryRun());
    values.put("expiringDays", club.expiringDays());
    values.put("debtDays", club.debtDays());
    values.put("sleepingDays", club.sleepingDays());
    values.put("lostDays", club.lostDays());
    values.put("missedInARow", club.missedInARow());
    values.put("visitsLeft", club.visitsLeft());
    return values;
  }

  private boolean first(NextSlice slice, Question question) {
    return jdbc.sql(FIRST_NIGHT)
        .param("job", question.job())
        .param("date", slice.businessDate())
        .query(Boolean.class)
        .single();
  }

  private SliceDone tell(NextSlice slice, TellFrom from) {
    Instant now = clock.instant();
    List<Found> part =
        jdbc.sql(PART)
            .param("run", slice.run())
            .param("urgency", from.urgency())
            .param("key", from.key())
            .param("events", EVENTS)
            .query((row, i) -> found(row, from.told() + i, slice.businessDate(), now))
            .list();
    Journal.Appended appended =
        journal.append(
            part.stream().map(Found::event).toList(),
            now,
            LocalDate.ofInstant(now, clubs.here().zone()));
    if (part.size() < EVENTS) {
      return new SliceDone(0, appended.events(), null);
    }
    Found last = part.get(part.size() - 1);
    TellFrom next = new TellFrom(from.told() + part.size(), last.urgency(), last.event().key());
    return new SliceDone(0, appended.events(), next.position());
  }

  /** What is past the first {@value #CARDS} of a night is a line of that day's list. */
  private Found found(ResultSet row, long before, LocalDate date, Instant now) throws SQLException {
    Map<String, Object> data = data(row.getString("data"));
    if (before >= CARDS) {
      data.put("listedOn", date.toString());
    }
    NewEvent event =
        new NewEvent(
            row.getString("type"),
            row.getString("key"),
            row.getString("subject_type"),
            row.getLong("subject_id"),
            row.getObject("client_id", Long.class),
            data,
            now);
    return new Found(event, row.getLong("urgency"));
  }

  private Map<String, Object> data(String text) {
    try {
      return json.readValue(text, DATA);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL gave JSON that is none", e);
    }
  }

  private record Found(NewEvent event, long urgency) {}

  private record End(long last, boolean more) {}
}
