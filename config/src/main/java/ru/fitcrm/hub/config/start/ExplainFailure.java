package ru.fitcrm.hub.config.start;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;

/** Says in one line why a start failed: the setting and the fix. */
public final class ExplainFailure {

  private ExplainFailure() {}

  /** The lines to show on standard error; no password is in them. */
  public static List<String> lines(Throwable failure) {
    StartRefused refused = cause(failure, StartRefused.class);
    if (refused != null) {
      return refused.lines();
    }
    PortInUseException port = cause(failure, PortInUseException.class);
    if (port != null) {
      return List.of(portTaken(port.getPort()));
    }
    FlywayException migration = cause(failure, FlywayException.class);
    SQLException database = cause(failure, SQLException.class);
    if (migration != null && (database == null || !aboutConnecting(database))) {
      return List.of(migration(migration));
    }
    return List.of(database != null ? database(database) : unknown(failure));
  }

  static String portTaken(int port) {
    return "HUB_PORT: the port "
        + port
        + " is taken or not allowed. Stop what listens there, or set HUB_PORT to a free port.";
  }

  private static boolean aboutConnecting(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("08") || state.startsWith("28") || state.startsWith("3D");
  }

  private static String database(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    String said = oneLine(failure.getMessage());
    if (state.startsWith("28")) {
      return "HUB_DB_PASSWORD: the database refuses the login ("
          + said
          + "). Set HUB_DB_USER and HUB_DB_PASSWORD (and HUB_DB_OWNER_…) to a login it knows.";
    }
    if (state.startsWith("3D")) {
      return "HUB_DB_URL: " + said + ". Create the database, or name another one.";
    }
    if (state.startsWith("08") || state.startsWith("57P03")) {
      return "HUB_DB_URL: the database can't be reached ("
          + said
          + "). Start it, or set HUB_DB_URL to where it is.";
    }
    return "HUB_DB_URL: the database refuses ("
        + said
        + "). Check the rights of the logins by the README's table of roles.";
  }

  private static String migration(FlywayException failure) {
    return "HUB_DB_URL: the database can't be brought to this version of the hub ("
        + oneLine(failure.getMessage())
        + "). Use the hub version that belongs to it, or restore a backup.";
  }

  private static String unknown(Throwable failure) {
    Throwable root =
        Stream.iterate(failure, Throwable::getCause)
            .takeWhile(cause -> cause != null)
            .reduce(failure, (first, last) -> last);
    return "The hub could not start: "
        + root.getClass().getSimpleName()
        + ": "
        + oneLine(root.getMessage())
        + ". That is a fault of the hub: report it with the file start-failure.log in HUB_DATA.";
  }

  private static String oneLine(@Nullable String text) {
    return String.valueOf(text).strip().replaceAll("\\s*\\R\\s*", " ");
  }

  private static <T extends Throwable> @Nullable T cause(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }
}
