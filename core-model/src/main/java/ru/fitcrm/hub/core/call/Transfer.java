package ru.fitcrm.hub.core.call;

/**
 * A talk handed on to another employee.
 *
 * @param kind {@code blind}, {@code attended}, {@code pickup} or {@code parking}
 * @param by endpoint of the employee who did it, for example {@code 101}
 */
public record Transfer(String kind, String by) {}
