package ru.fitcrm.hub.jobs.expiring;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.night.FindingJob;

/**
 * Job {@code expiring}: fixed-term contracts that end within the club's days, each told once for
 * the date it ends on.
 */
public final class ExpiringContracts extends FindingJob {

  private static final String JOB = "expiring";

  private static final Question QUESTION =
      Question.of(JOB, SqlFile.read(ExpiringContracts.class, "expiring.sql"));

  public ExpiringContracts(FindAndTell findings) {
    super(findings, QUESTION);
  }
}
