/** A twin of the web server a PBX's recordings are fetched from. */
@NullMarked
package ru.fitcrm.hub.sandbox.recording;

import org.jspecify.annotations.NullMarked;
