package ru.fitcrm.hub.core.retention;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** How long the platform keeps what all clubs share. Runs inside any gate. */
public final class PlatformTerms {

  private static final String READ =
      """
      select (s.value ->> 'eventMonths')::int as event_months, (s.value ->> 'runDays')::int as run_days,
             (s.value ->> 'findingDays')::int as finding_days, (s.value ->> 'batchDays')::int as batch_days
        from platform_setting s where s.name = 'retention'""";

  private static final String WRITE =
      """
      insert into platform_setting (name, value)
      values ('retention', jsonb_build_object('eventMonths', :eventMonths, 'runDays', :runDays,
                                              'findingDays', :findingDays, 'batchDays', :batchDays))
      on conflict (name) do update set value = excluded.value""";

  private final JdbcClient jdbc;

  PlatformTerms(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  public PlatformKeeping get() {
    return jdbc.sql(READ).query(PlatformKeeping.class).optional().orElse(PlatformKeeping.USUAL);
  }

  /** What may be set; left out stays. */
  public record Edit(
      @Nullable Integer eventMonths,
      @Nullable Integer runDays,
      @Nullable Integer findingDays,
      @Nullable Integer batchDays) {}

  /**
   * @throws InvalidInput naming the field and what it may be, see {@link PlatformKeeping}
   */
  public PlatformKeeping set(Edit edit) {
    PlatformKeeping now = get();
    PlatformKeeping wanted =
        new PlatformKeeping(
            KeepTerms.within("eventMonths", edit.eventMonths(), now.eventMonths(), 3, 120),
            KeepTerms.within("runDays", edit.runDays(), now.runDays(), 30, 3650),
            KeepTerms.within("findingDays", edit.findingDays(), now.findingDays(), 1, 3650),
            KeepTerms.within("batchDays", edit.batchDays(), now.batchDays(), 1, 365));
    jdbc.sql(WRITE).paramSource(wanted).update();
    return wanted;
  }
}
