package ru.fitcrm.hub.sandbox.pbx;

/** An event and when it came, in milliseconds since the recording began. */
record TimedEvent(long atMillis, PbxEvent event) {}
