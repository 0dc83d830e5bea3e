package ru.fitcrm.hub.core.person;

/** How far a person has come. A lead becomes a client with the first contract. */
public enum ClientKind {
  LEAD,
  CLIENT
}
