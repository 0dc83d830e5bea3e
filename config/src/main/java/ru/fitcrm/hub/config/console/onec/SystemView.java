package ru.fitcrm.hub.config.console.onec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.sync.DriftCheck;
import ru.fitcrm.hub.core.sync.Standing;

/**
 * A connection as the page shows it.
 *
 * @param running the run that goes on
 * @param newest the run that ended last, or goes on
 * @param lag since when the hub may not know what 1C knows, null if it never did
 * @param rejected rows that could not be taken
 * @param drift what comparing came to
 * @param listed whether it lists what it has; else people are read one by one
 */
public record SystemView(
    Connection connection,
    Standing standing,
    @Nullable RunView running,
    @Nullable RunView newest,
    @Nullable Duration lag,
    int rejected,
    DriftCheck drift,
    boolean listed) {}
