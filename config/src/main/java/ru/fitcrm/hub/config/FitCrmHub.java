package ru.fitcrm.hub.config;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.batch.BatchAutoConfiguration;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import ru.fitcrm.hub.config.backup.BackupCommands;
import ru.fitcrm.hub.config.start.RunProgram;
import ru.fitcrm.hub.config.start.StartHub;
import ru.fitcrm.hub.config.start.StartRefused;
import ru.fitcrm.hub.config.start.StartSettings;

/**
 * The hub as a program: without arguments it runs; {@code backup} and {@code restore} are commands.
 */
@SpringBootApplication(
    exclude = {
      // The night sets up Spring Batch itself: its transactions are not the hub's.
      BatchAutoConfiguration.class,
      DataSourceAutoConfiguration.class,
      FlywayAutoConfiguration.class,
      // It would make up a user of its own and print the password.
      UserDetailsServiceAutoConfiguration.class
    })
public class FitCrmHub {

  private static final String USAGE =
      "Usage: java -jar fitcrm-hub.jar [backup DIR [--with-secret-key] | restore DIR]";

  public static void main(String[] args) {
    int code = RunProgram.run(dataFolder(), () -> run(List.of(args)));
    if (code != 0) {
      System.exit(code);
    }
  }

  private static boolean run(List<String> words) throws IOException, SQLException {
    if (words.isEmpty()) {
      new StartHub(FitCrmHub.class).start(StartSettings.read());
    } else if (words.size() == 2 && words.get(0).equals("backup")) {
      commands().backup(Path.of(words.get(1)), false);
    } else if (words.size() == 3
        && words.get(0).equals("backup")
        && words.get(2).equals("--with-secret-key")) {
      commands().backup(Path.of(words.get(1)), true);
    } else if (words.size() == 2 && words.get(0).equals("restore")) {
      commands().restore(Path.of(words.get(1)));
    } else {
      throw new StartRefused(USAGE);
    }
    return true;
  }

  private static BackupCommands commands() {
    RunProgram.quietLog();
    return new BackupCommands(StartSettings.read(), InstantSource.system(), System.out::println);
  }

  /** Found leniently: only to know where a failure's trace goes. */
  private static Path dataFolder() {
    try {
      return StartSettings.read().data();
    } catch (StartRefused toldLater) {
      return Path.of("data");
    }
  }
}
