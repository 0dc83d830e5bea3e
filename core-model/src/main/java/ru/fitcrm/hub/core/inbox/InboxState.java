package ru.fitcrm.hub.core.inbox;

/** Where a received message stands. */
public enum InboxState {
  /** Written down, not applied yet. */
  RECEIVED,
  APPLIED,
  /** It says nothing the hub can use; it may be replayed once the reason is mended. */
  REJECTED,
  /** Applying it went wrong too often; it may be replayed. */
  FAILED,
  /** The sender's id of it was there before. */
  DUPLICATE
}
