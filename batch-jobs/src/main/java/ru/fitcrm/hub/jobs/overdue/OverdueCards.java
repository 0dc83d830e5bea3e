package ru.fitcrm.hub.jobs.overdue;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.night.FindingJob;

/**
 * Job {@code overdue-digest}: how many open cards each employee has whose day has passed, and the
 * oldest of them; cards nobody is responsible for are one more of the club's. Told once a date.
 */
public final class OverdueCards extends FindingJob {

  private static final String JOB = "overdue-digest";

  private static final Question QUESTION =
      Question.ofClub(JOB, SqlFile.read(OverdueCards.class, "overdue.sql"));

  public OverdueCards(FindAndTell findings) {
    super(findings, QUESTION);
  }
}
