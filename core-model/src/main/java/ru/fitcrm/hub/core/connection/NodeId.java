package ru.fitcrm.hub.core.connection;

/** One running process of the hub. */
public record NodeId(long value) {}
