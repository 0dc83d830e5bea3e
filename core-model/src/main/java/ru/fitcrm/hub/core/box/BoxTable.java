package ru.fitcrm.hub.core.box;

/**
 * The table of a box, whose rows are {@code m}, and how its messages are found by what few rows
 * have. Such conditions look the rows up first, as an array, so that tables nobody analyzed use the
 * index too.
 *
 * @param name of the table
 * @param time column by which lists go
 * @param select columns of a message
 * @param phone condition on {@code :phone}
 * @param client condition on {@code :client}
 * @param ref condition on {@code :ref}
 */
public record BoxTable(
    String name, String time, String select, String phone, String client, String ref) {}
