package ru.fitcrm.hub.config.api;

import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.ToLongFunction;

/**
 * What one kind of a club's settings is called and how one of it is reached.
 *
 * @param entity its name in the audit, like {@code branch}
 * @param place its place below the club's path, like {@code branches}
 * @param get reads one inside the club's gate
 * @param remove removes one inside the club's gate
 */
record SettingsKind<T>(
    String entity,
    String place,
    ToLongFunction<T> id,
    ToLongFunction<T> version,
    LongFunction<T> get,
    LongConsumer remove) {}
