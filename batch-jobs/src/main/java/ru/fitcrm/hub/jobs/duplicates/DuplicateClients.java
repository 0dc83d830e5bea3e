package ru.fitcrm.hub.jobs.duplicates;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.night.FindingJob;

/**
 * Job {@code duplicates}: two records not archived that seem to be one person, each pair told once.
 * They have a phone or an e-mail in common and names that fit (every word of the shorter one is in
 * the longer, or a name is missing), or the same birthday and the same name, whatever the order of
 * its words, its case and «ё». A family is none, nor are people born on different days; a number or
 * an e-mail that more than ten share is nobody's own.
 */
public final class DuplicateClients extends FindingJob {

  private static final String JOB = "duplicates";

  private static final Question QUESTION =
      Question.of(JOB, SqlFile.read(DuplicateClients.class, "duplicates.sql"));

  public DuplicateClients(FindAndTell findings) {
    super(findings, QUESTION);
  }
}
