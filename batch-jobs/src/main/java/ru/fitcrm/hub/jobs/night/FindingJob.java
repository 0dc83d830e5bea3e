package ru.fitcrm.hub.jobs.night;

import ru.fitcrm.hub.core.night.FindAndTell;
import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.Question;
import ru.fitcrm.hub.core.night.SliceDone;

/**
 * A job that asks one question of a club's people at three in the morning, and tells the answers.
 */
public abstract class FindingJob implements NightJob {

  private final FindAndTell findings;
  private final Question question;

  protected FindingJob(FindAndTell findings, Question question) {
    this.findings = findings;
    this.question = question;
  }

  @Override
  public final JobSchedule schedule() {
    return JobSchedule.of(question.job(), "0 3 * * *");
  }

  @Override
  public final boolean keepsDryFindings() {
    return true;
  }

  @Override
  public final SliceDone work(NextSlice slice) {
    return findings.work(slice, question);
  }
}
