package ru.fitcrm.hub.core.call;

/** Why an incoming call was missed. */
public enum MissedBecause {
  /** Phones rang until the PBX gave up. */
  NO_ANSWER,
  /** The caller hung up while phones rang. */
  GAVE_UP,
  BUSY,
  /** An employee pressed "reject". */
  DECLINED,
  /** No phone even rang. */
  PHONE_OFF,
  /** The caller left (or was put out of) a queue. */
  QUEUE_LEFT,
  /** The caller hung up in a voice menu or greeting, before any phone was tried. */
  MENU_LEFT
}
