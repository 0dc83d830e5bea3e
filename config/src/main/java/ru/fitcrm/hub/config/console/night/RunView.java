package ru.fitcrm.hub.config.console.night;

import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.night.ClubsOfRun;
import ru.fitcrm.hub.core.night.JobRun;
import ru.fitcrm.hub.core.night.RunOutcomes;

/**
 * What a run's page works out.
 *
 * @param percent of its clubs that need nothing more
 * @param usualMs how long the job usually takes, null if nobody knows
 * @param made what came of it; of a dry run, what would come
 */
record RunView(long percent, @Nullable Long usualMs, long made, Map<Long, Long> freshOfClub) {

  static RunView of(JobRun run, JobView job, RunOutcomes.Outcome outcome) {
    long total = Math.max(1, run.clubsTotal());
    long ended = run.clubsDone() + run.failures().size();
    Map<Long, Long> fresh =
        run.dryRun()
            ? outcome.clubs().stream()
                .collect(Collectors.toMap(RunOutcomes.OfClub::club, RunOutcomes.OfClub::fresh))
            : Map.of();
    return new RunView(
        run.clubsTotal() == 0 ? 100 : ended * 100 / total,
        job.usualMs(),
        run.made() + fresh.values().stream().mapToLong(Long::longValue).sum(),
        fresh);
  }

  /** What came of it in a club; of a dry run, what would come. */
  public long made(ClubsOfRun.OneClub club) {
    return club.made() + freshOfClub.getOrDefault(club.club(), 0L);
  }
}
