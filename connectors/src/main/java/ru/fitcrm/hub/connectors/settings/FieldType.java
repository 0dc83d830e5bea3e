package ru.fitcrm.hub.connectors.settings;

/** What a field of settings holds. */
public enum FieldType {
  TEXT,
  NUMBER,
  FLAG,
  LIST,
  OBJECT
}
