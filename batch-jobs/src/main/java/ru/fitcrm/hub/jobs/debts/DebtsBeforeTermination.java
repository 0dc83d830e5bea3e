package ru.fitcrm.hub.jobs.debts;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.night.FindingJob;

/**
 * Job {@code debts}: recurring contracts with a debt that are terminated within the club's days,
 * each told once for the date.
 */
public final class DebtsBeforeTermination extends FindingJob {

  private static final String JOB = "debts";

  private static final Question QUESTION =
      Question.of(JOB, SqlFile.read(DebtsBeforeTermination.class, "debts.sql"));

  public DebtsBeforeTermination(FindAndTell findings) {
    super(findings, QUESTION);
  }
}
