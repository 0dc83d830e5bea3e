package ru.fitcrm.hub.jobs.visits;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.night.FindingJob;

/** Job {@code visits-ending}: packages with few visits left, each told once for what was bought. */
public final class VisitsRunningOut extends FindingJob {

  private static final String JOB = "visits-ending";

  private static final Question QUESTION =
      Question.of(JOB, SqlFile.read(VisitsRunningOut.class, "visits_ending.sql"));

  public VisitsRunningOut(FindAndTell findings) {
    super(findings, QUESTION);
  }
}
