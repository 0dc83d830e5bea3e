package ru.fitcrm.hub.config.watch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.night.JobFigures;
import ru.fitcrm.hub.core.night.JobFigures.Figures;
import ru.fitcrm.hub.jobs.night.NightJobs;

/**
 * The jobs of the night for Prometheus, the same on every node: {@code fitcrm_job_*} with the label
 * {@code job}. They are read from the database when somebody looks, at most once in two seconds.
 */
@Component
final class JobMetrics implements MeterBinder {

  private static final Duration FRESH = Duration.ofSeconds(2);

  private final NightJobs jobs;
  private final JobFigures figures;
  private Seen seen = new Seen(Map.of(), System.nanoTime() - FRESH.toNanos());

  JobMetrics(NightJobs jobs, JobFigures figures) {
    this.jobs = jobs;
    this.figures = figures;
  }

  private record Seen(Map<String, Figures> jobs, long at) {}

  @Override
  public void bindTo(MeterRegistry registry) {
    for (String job : jobs.names()) {
      gauge(
          registry,
          job,
          "last.success.timestamp",
          "seconds",
          "When a run last ended without a failed club",
          one -> seconds(one.lastSuccess()));
      gauge(
          registry,
          job,
          "last.duration",
          "seconds",
          "How long the run that ended last took",
          one -> seconds(one.lastDuration()));
      gauge(
          registry,
          job,
          "found",
          null,
          "Found for the last business date, in all clubs",
          Figures::found);
      gauge(
          registry,
          job,
          "made",
          null,
          "Made for the last business date, in all clubs",
          Figures::made);
      gauge(
          registry,
          job,
          "failed.clubs",
          null,
          "Clubs in which it failed and was not done since",
          Figures::failedClubs);
      gauge(registry, job, "running", null, "Runs a node works on", Figures::running);
    }
  }

  private void gauge(
      MeterRegistry registry,
      String job,
      String name,
      @Nullable String unit,
      String says,
      ToDoubleFunction<Figures> value) {
    Gauge.builder("fitcrm.job." + name, this, self -> self.value(job, value))
        .tag("job", job)
        .baseUnit(unit)
        .description(says)
        .register(registry);
  }

  private static double seconds(@Nullable Instant time) {
    return time == null ? Double.NaN : time.toEpochMilli() / 1000.0;
  }

  private static double seconds(@Nullable Duration time) {
    return time == null ? Double.NaN : time.toMillis() / 1000.0;
  }

  private double value(String job, ToDoubleFunction<Figures> value) {
    Figures known = now().get(job);
    return known == null ? Double.NaN : value.applyAsDouble(known);
  }

  private synchronized Map<String, Figures> now() {
    if (System.nanoTime() - seen.at() >= FRESH.toNanos()) {
      Map<String, Figures> read =
          figures.all().stream().collect(Collectors.toMap(Figures::job, Function.identity()));
      seen = new Seen(read, System.nanoTime());
    }
    return seen.jobs();
  }
}
