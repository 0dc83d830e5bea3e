/** Recordings of calls, from the PBX's web server to whoever may listen. */
@NullMarked
package ru.fitcrm.hub.config.recording;

import org.jspecify.annotations.NullMarked;
