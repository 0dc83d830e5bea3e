package ru.fitcrm.hub.jobs.birthdays;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.night.SliceDone;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.night.NightJob;

/** Job {@code birthdays}: whose birthday the business date is. */
public final class Birthdays implements NightJob {

  static final String JOB = "birthdays";

  private static final Question QUESTION =
      Question.of(JOB, SqlFile.read(Birthdays.class, "birthdays.sql"));

  private final FindAndTell findings;

  public Birthdays(FindAndTell findings) {
    this.findings = findings;
  }

  @Override
  public JobSchedule schedule() {
    return JobSchedule.of(JOB, "0 3 * * *");
  }

  @Override
  public boolean keepsDryFindings() {
    return true;
  }

  @Override
  public SliceDone work(NextSlice slice) {
    return findings.work(slice, QUESTION);
  }
}
