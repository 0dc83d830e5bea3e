/** A sandbox 1C that serves pages written to files before: it costs next to nothing to ask. */
@NullMarked
package ru.fitcrm.hub.sandbox.onec.prepared;

import org.jspecify.annotations.NullMarked;
