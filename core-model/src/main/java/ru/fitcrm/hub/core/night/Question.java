package ru.fitcrm.hub.core.night;

import org.jspecify.annotations.Nullable;

/**
 * What a rule of the night asks of a slice of a club's people.
 *
 * <p>Both statements may use {@code :date} (the business date), {@code :zone}, {@code :after} and
 * {@code :last} (people with {@code id > :after and id <= :last}) and the limits of {@link
 * NightLimits} by their names.
 *
 * @param job whose question it is
 * @param find a select of {@code type, key, subject_type, subject_id, client_id, data, urgency,
 *     begins}: the events to be, the most urgent with the least urgency; {@code begins} if it began
 *     this day
 * @param settle an update that follows, so that the standing of people is what was found; may be
 *     absent
 */
public record Question(String job, String find, @Nullable String settle) {

  /** One that only finds. */
  public static Question of(String job, String find) {
    return new Question(job, find, null);
  }
}
