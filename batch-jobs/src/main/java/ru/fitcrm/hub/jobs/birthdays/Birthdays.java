package ru.fitcrm.hub.jobs.birthdays;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.night.FindingJob;

/** Job {@code birthdays}: whose birthday the business date is. */
public final class Birthdays extends FindingJob {

  private static final String JOB = "birthdays";

  private static final Question QUESTION =
      Question.of(JOB, SqlFile.read(Birthdays.class, "birthdays.sql"));

  public Birthdays(FindAndTell findings) {
    super(findings, QUESTION);
  }
}
