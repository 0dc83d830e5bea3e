package ru.fitcrm.hub.jobs.importing;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.batch.core.launch.JobLauncher;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ru.fitcrm.hub.core.club.Branches;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.importing.ImportFiles;
import ru.fitcrm.hub.core.importing.WorkImports;
import ru.fitcrm.hub.core.platform.BusinessClock;
import ru.fitcrm.hub.jobs.night.BeatWhileWorking;

/** Puts the import of files together. */
@Configuration(proxyBeanMethods = false)
public class ImportWork {

  @Bean
  BringFile bringFile(ClubGate gate, ImportFiles files) {
    return new BringFile(gate, files);
  }

  @Bean
  LaunchImports launchImports(
      WorkImports work,
      ImportFiles files,
      ClubGate gate,
      ClubDirectory clubs,
      Branches branches,
      BusinessClock clock,
      JobRepository repository,
      JobLauncher launcher,
      BeatWhileWorking beat) {
    return new LaunchImports(work, files, gate, clubs, branches, clock, repository, launcher, beat);
  }

  @Bean
  ImportTick importTick(LaunchImports launch, WorkImports work) {
    return new ImportTick(launch, work);
  }

  /** One node at a time ticks; a file a node has begun is that node's by its lease. */
  @Bean
  RecurringTask<Void> importTickTask(ImportTick tick) {
    return Tasks.recurring("import-tick", FixedDelay.of(Duration.ofMinutes(1)))
        .execute((instance, context) -> tick.tick());
  }
}
