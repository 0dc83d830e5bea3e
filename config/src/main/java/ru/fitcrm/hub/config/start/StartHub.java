package ru.fitcrm.hub.config.start;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the hub: settings, then the database, then everything else. */
public final class StartHub {

  private static final String CONTEXT =
      AnnotationConfigServletWebServerApplicationContext.class.getName();

  private final Class<?> program;

  /**
   * @param program the class Spring Boot starts from
   */
  public StartHub(Class<?> program) {
    this.program = program;
  }

  /**
   * Starts and returns when the hub answers.
   *
   * @param properties more Spring properties, for example {@code hub.migrations=classpath:…}
   * @throws RuntimeException for which {@link ExplainFailure} has the line to show
   */
  public RunningHub start(StartSettings settings, String... properties) {
    refuseTakenPort(settings.port());
    OpenDatabase database = new OpenDatabase(settings);
    SpringApplication application = new SpringApplication(program);
    application.addInitializers(database);
    application.setDefaultProperties(properties(settings, properties));
    SpringApplication.getShutdownHandlers().add(database::close);
    try {
      ConfigurableApplicationContext context = application.run();
      return new RunningHub(context, database::close);
    } catch (RuntimeException failed) {
      database.close();
      throw failed;
    }
  }

  private static Map<String, Object> properties(StartSettings settings, String... more) {
    Map<String, Object> properties = new TreeMap<>();
    properties.put("server.port", settings.port());
    properties.put("hub.demo", settings.demo());
    properties.put("spring.main.banner-mode", "off");
    // A failed start is told in one line by RunProgram, not by Boot at length.
    properties.put("logging.level." + CONTEXT, "ERROR");
    properties.put("logging.level.org.springframework.boot.autoconfigure.logging", "WARN");
    Arrays.stream(more)
        .map(line -> line.split("=", 2))
        .forEach(pair -> properties.put(pair[0], pair[1]));
    return properties;
  }

  /** Asked first, so that a second hub on the port does not touch a database before it says so. */
  private static void refuseTakenPort(int port) {
    try (ServerSocket probe = new ServerSocket(port)) {
      assert probe.isBound();
    } catch (IOException taken) {
      throw new StartRefused(ExplainFailure.portTaken(port), taken);
    }
  }
}
