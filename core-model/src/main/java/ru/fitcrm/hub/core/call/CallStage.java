package ru.fitcrm.hub.core.call;

/** How far a call has come. Only advances. */
public enum CallStage {
  RINGING,
  TALKING,
  ENDED
}
