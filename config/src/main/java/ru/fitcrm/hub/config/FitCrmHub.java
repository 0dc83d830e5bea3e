package ru.fitcrm.hub.config;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.flyway.FlywayAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import ru.fitcrm.hub.config.start.RunProgram;
import ru.fitcrm.hub.config.start.StartHub;
import ru.fitcrm.hub.config.start.StartRefused;
import ru.fitcrm.hub.config.start.StartSettings;

/**
 * The hub as a program: without arguments it runs; {@code backup} and {@code restore} are commands.
 */
@SpringBootApplication(exclude = {DataSourceAutoConfiguration.class, FlywayAutoConfiguration.class})
public class FitCrmHub {

  private static final String USAGE =
      "Usage: java -jar fitcrm-hub.jar [backup DIR [--with-secret-key] | restore DIR]";

  public static void main(String[] args) {
    int code = RunProgram.run(dataFolder(), () -> run(List.of(args)));
    if (code != 0) {
      System.exit(code);
    }
  }

  private static boolean run(List<String> words) {
    if (words.isEmpty()) {
      new StartHub(FitCrmHub.class).start(StartSettings.read());
      return true;
    }
    throw new StartRefused(USAGE);
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
