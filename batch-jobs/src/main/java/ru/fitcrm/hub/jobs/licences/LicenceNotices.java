package ru.fitcrm.hub.jobs.licences;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.platform.SqlFile;
import ru.fitcrm.hub.jobs.night.FindingJob;

/**
 * Job {@code licences}: thirty and seven days before a licence's end, on it, three and fourteen
 * days after it the club is told, once each; of several missed ones only the last. It is for clubs
 * whose licence has run out as for all others.
 */
public final class LicenceNotices extends FindingJob {

  private static final Question QUESTION =
      Question.ofClub(
          "licences",
          SqlFile.read(LicenceNotices.class, "licences.sql"),
          SqlFile.read(LicenceNotices.class, "settle_licences.sql"));

  public LicenceNotices(FindAndTell findings) {
    super(findings, QUESTION);
  }

  @Override
  public boolean needsLicence() {
    return false;
  }
}
