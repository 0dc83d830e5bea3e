package ru.fitcrm.hub.jobs.importing;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.Job;
import org.springframework.batch.core.JobExecutionException;
import org.springframework.batch.core.JobParameters;
import org.springframework.batch.core.JobParametersBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.launch.JobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import ru.fitcrm.hub.core.club.Branch;
import ru.fitcrm.hub.core.club.Branches;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.importing.ImportFile;
import ru.fitcrm.hub.core.importing.ImportFiles;
import ru.fitcrm.hub.core.importing.ImportLease;
import ru.fitcrm.hub.core.importing.WorkImports;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.jobs.night.BeatWhileWorking;
import ru.fitcrm.hub.jobs.night.EndDeadExecution;
import ru.fitcrm.hub.jobs.night.NoTransaction;

/** Works through the files nobody works on, one after another, each as a run of Spring Batch. */
public final class LaunchImports {

  static final String JOB = "import";

  private static final Logger LOG = LoggerFactory.getLogger(LaunchImports.class);
  private static final long MOST_ROWS = 500_000;
  private static final int BEAT_AFTER = 20_000;

  private final WorkImports work;
  private final ImportFiles files;
  private final ClubGate gate;
  private final ClubDirectory clubs;
  private final Branches branches;
  private final BusinessClock clock;
  private final JobRepository repository;
  private final JobLauncher launcher;
  private final EndDeadExecution dead;
  private final BeatWhileWorking beat;

  LaunchImports(
      WorkImports work,
      ImportFiles files,
      ClubGate gate,
      ClubDirectory clubs,
      Branches branches,
      BusinessClock clock,
      JobRepository repository,
      JobLauncher launcher,
      BeatWhileWorking beat) {
    this.work = work;
    this.files = files;
    this.gate = gate;
    this.clubs = clubs;
    this.branches = branches;
    this.clock = clock;
    this.repository = repository;
    this.launcher = launcher;
    this.dead = new EndDeadExecution(repository);
    this.beat = beat;
  }

  /**
   * Returns when nothing is left to do, or the thread is interrupted.
   *
   * @return how many files were worked on
   */
  public int workThrough() {
    int worked = 0;
    Optional<ImportLease> lease = work.claim();
    while (lease.isPresent() && !Thread.currentThread().isInterrupted()) {
      beating(lease.get());
      worked++;
      lease = work.claim();
    }
    return worked;
  }

  private void beating(ImportLease lease) {
    beat.during(
        () -> {
          boolean unused = work.beat(lease, null);
        },
        () -> work(lease));
  }

  private void work(ImportLease lease) {
    try (KeptFile kept = KeptFile.of(gate, files, lease.club(), lease.id())) {
      ImportFile file = work.file(lease);
      if (file.total() == null && !counted(lease, file, kept.path())) {
        return;
      }
      try (Table table = OpenTable.open(kept.path(), file.layout())) {
        run(lease, slices(lease, file, table));
      }
    } catch (BadFile bad) {
      work.failed(lease, bad.code(), bad.fix());
    } catch (IOException | JobExecutionException e) {
      LOG.error("Import {} broke off, tried again in 1 min", lease.id(), e);
    }
  }

  /**
   * Counts the rows first, so that one sees how long it takes; false if it is not ours any more.
   */
  private boolean counted(ImportLease lease, ImportFile file, Path path) throws IOException {
    long rows = 0;
    try (Table table = OpenTable.open(path, file.layout())) {
      Table.Row row = table.next();
      while (row != null) {
        boolean counts = row.number() > file.layout().headerRow() && !row.isEmpty();
        rows += counts ? 1 : 0;
        if (rows > MOST_ROWS) {
          throw new BadFile("file.too-many-rows", "The file has over 500,000 rows: split it");
        }
        if (counts && rows % BEAT_AFTER == 0 && !work.beat(lease, null)) {
          return false;
        }
        row = table.next();
      }
    }
    return work.beat(lease, rows);
  }

  private ImportSlices slices(ImportLease lease, ImportFile file, Table table) {
    Club club = clubs.get(lease.club());
    Set<String> names =
        gate
            .inClub(lease.club(), () -> branches.list(new PageRequest(0, PageRequest.MAX_LIMIT)))
            .stream()
            .map(Branch::name)
            .collect(Collectors.toSet());
    LocalDate today = LocalDate.ofInstant(clock.instant(), club.zone());
    ReadImportRow read = new ReadImportRow(file.columns(), club.region(), today, names);
    return new ImportSlices(lease, work, table, read, file.layout().headerRow(), file.position());
  }

  private void run(ImportLease lease, ImportSlices slices) throws JobExecutionException {
    JobParameters parameters =
        new JobParametersBuilder()
            .addLong("club", lease.club().value())
            .addLong("import", lease.id())
            .addLong("round", (long) lease.round())
            .toJobParameters();
    if (dead.end(JOB, parameters)) {
      LOG.warn("Import {} was left by a node that died; it goes on here", lease.id());
    }
    launcher
        .run(job(slices), parameters)
        .getAllFailureExceptions()
        .forEach(
            e -> {
              if (e instanceof BadFile bad) {
                work.failed(lease, bad.code(), bad.fix());
              } else {
                LOG.error("Import {} broke off, it goes on in 1 min", lease.id(), e);
              }
            });
  }

  private Job job(ImportSlices slices) {
    return new JobBuilder(JOB, repository)
        .start(
            new StepBuilder("rows", repository)
                .tasklet(slices, new NoTransaction())
                // Each slice opens a transaction of its own, at the gate of its club.
                .transactionAttribute(
                    new DefaultTransactionAttribute(
                        TransactionDefinition.PROPAGATION_NOT_SUPPORTED))
                .allowStartIfComplete(true)
                .build())
        .build();
  }
}
