package ru.fitcrm.hub.core.call;

/** Who the outside party of a call turned out to be. */
enum Party {
  LEAD,
  CLIENT,
  /** Withheld, or not a number anybody could be called back on. */
  NO_NUMBER,
  /** The club's own number, an employee's phone, or one marked «Не клиент». */
  NOT_A_CLIENT
}
