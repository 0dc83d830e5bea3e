package ru.fitcrm.hub.core.message;

/** By what a person is reached. An address means something within its channel only. */
public enum Channel {
  /** Addresses are phone numbers, E.164. */
  SMS,

  /** Addresses are phone numbers, E.164. */
  WHATSAPP,

  /** Addresses are ids of chats, known once the person has written. */
  TELEGRAM,

  /** Addresses are ids of users, known once the person has written. */
  MAX,

  /** Addresses are e-mail addresses. */
  EMAIL
}
