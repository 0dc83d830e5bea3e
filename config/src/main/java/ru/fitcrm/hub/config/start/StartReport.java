package ru.fitcrm.hub.config.start;

import java.util.List;

/** A bean that has something to say when the hub has started, for example which connections run. */
public interface StartReport {

  /** Lines for standard output; no secret in them. */
  List<String> lines();
}
