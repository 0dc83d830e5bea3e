package ru.fitcrm.hub.jobs.losing;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.night.FindingJob;

/**
 * Job {@code losing}: people who missed several bookings in a row, each row of them told once; not
 * those whose contract is frozen.
 */
public final class LosingClients extends FindingJob {

  private static final String JOB = "losing";

  private static final Question QUESTION =
      Question.of(JOB, SqlFile.read(LosingClients.class, "losing.sql"));

  public LosingClients(FindAndTell findings) {
    super(findings, QUESTION);
  }
}
