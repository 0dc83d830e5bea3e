package ru.fitcrm.hub.core.journal;

/** Hears what happened in any club, soon after it was committed on any node. */
@FunctionalInterface
public interface JournalListener {

  void happened(TailedEvent event);
}
