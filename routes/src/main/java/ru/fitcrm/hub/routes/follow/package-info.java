/** Following clubs' systems of record: each connection's own pace, on a thread of its own. */
@NullMarked
package ru.fitcrm.hub.routes.follow;

import org.jspecify.annotations.NullMarked;
