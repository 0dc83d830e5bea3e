/**
 * Recordings of calls: where a PBX's file may lie, and how it is fetched without trusting either.
 */
@NullMarked
package ru.fitcrm.hub.connectors.recording;

import org.jspecify.annotations.NullMarked;
