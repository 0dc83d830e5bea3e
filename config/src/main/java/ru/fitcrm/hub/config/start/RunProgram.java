package ru.fitcrm.hub.config.start;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.StandardEnvironment;

/** The frame of the program and its commands: what failed goes to standard error as lines. */
public final class RunProgram {

  private RunProgram() {}

  /**
   * Runs it.
   *
   * @param data where the stack trace of an unforeseen failure is kept, if the folder is there
   * @return the exit code: 0, or 1 with the reason on standard error
   */
  public static int run(Path data, Callable<?> work) {
    try {
      work.call();
      return 0;
    } catch (Exception | LinkageError failure) {
      List<String> lines = ExplainFailure.lines(failure);
      lines.forEach(System.err::println);
      keepTrace(data, failure);
      return 1;
    }
  }

  /** A command speaks for itself; of the libraries only warnings are shown. */
  public static void quietLog() {
    LoggingSystem logging = LoggingSystem.get(RunProgram.class.getClassLoader());
    logging.beforeInitialize();
    logging.initialize(new LoggingInitializationContext(new StandardEnvironment()), null, null);
    logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
  }

  private static void keepTrace(Path data, Throwable failure) {
    if (failure instanceof StartRefused || !Files.isDirectory(data)) {
      return;
    }
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    try {
      PrivateFile.write(data.resolve("start-failure.log"), trace.toString());
    } catch (IOException full) {
      System.err.println("HUB_DATA: start-failure.log can't be written (" + full + ").");
    }
  }
}
