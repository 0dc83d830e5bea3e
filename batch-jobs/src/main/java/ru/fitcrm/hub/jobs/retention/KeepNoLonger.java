package ru.fitcrm.hub.jobs.retention;

import ru.fitcrm.hub.core.night.JobSchedule;
import ru.fitcrm.hub.core.night.NextSlice;
import ru.fitcrm.hub.core.night.SliceDone;
import ru.fitcrm.hub.core.retention.RemovePastTerm;
import ru.fitcrm.hub.jobs.night.NightJob;

/**
 * Job {@code retention}: removes what is past its term, whatever the club has paid. Found is what
 * was past it, made what is gone; a dry run counts and removes nothing.
 */
public final class KeepNoLonger implements NightJob {

  private final RemovePastTerm terms;

  public KeepNoLonger(RemovePastTerm terms) {
    this.terms = terms;
  }

  @Override
  public JobSchedule schedule() {
    return JobSchedule.of("retention", "0 3 * * *");
  }

  @Override
  public boolean needsLicence() {
    return false;
  }

  @Override
  public SliceDone work(NextSlice slice) {
    RemovePastTerm.Slice done = terms.slice(slice.businessDate(), slice.position(), slice.dryRun());
    return new SliceDone(done.past(), done.removed(), done.next());
  }
}
