/** What API and console share about following clubs' systems. */
@NullMarked
package ru.fitcrm.hub.config.sync;

import org.jspecify.annotations.NullMarked;
