package ru.fitcrm.hub.connectors.onec.push;

import com.fasterxml.jackson.annotation.JsonCreator;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.Secret;

/**
 * What the hub asks of who pushes, beside the token in the address.
 *
 * @param secret if given, every request must bear it: {@code Authorization: Bearer …}
 */
record OnecPushSettings(@Secret @Nullable String secret) {

  @JsonCreator
  OnecPushSettings {}
}
