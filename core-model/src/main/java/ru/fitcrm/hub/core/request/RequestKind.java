package ru.fitcrm.hub.core.request;

/** By what a person asked. */
public enum RequestKind {
  MESSAGE,
  FORM
}
