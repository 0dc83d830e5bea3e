package ru.fitcrm.hub.core.night;

import org.jspecify.annotations.Nullable;

/**
 * What a rule of the night asks of a slice of a club's people.
 *
 * <p>Both statements may use {@code :date} (the business date), {@code :zone}, {@code :after} and
 * {@code :last} (people with {@code id > :after and id <= :last}) and the limits of {@link
 * NightLimits} by their names, and {@code :today}, the club's date now.
 *
 * @param job whose question it is
 * @param find a select of {@code type, key, subject_type, subject_id, client_id, data, urgency,
 *     begins}: the events to be, the most urgent with the least urgency; {@code begins} if it began
 *     this day
 * @param settle an update that follows, so that the standing of people is what was found; may be
 *     absent
 * @param ofPeople whether it is asked of people, slice by slice; else once of the whole club
 */
public record Question(String job, String find, @Nullable String settle, boolean ofPeople) {

  public Question(String job, String find, @Nullable String settle) {
    this(job, find, settle, true);
  }

  /** One that only finds. */
  public static Question of(String job, String find) {
    return new Question(job, find, null);
  }

  /** One about the club itself: it is asked once, whoever its people are. */
  public static Question ofClub(String job, String find) {
    return new Question(job, find, null, false);
  }

  /** As {@link #ofClub(String, String)}, writing down what has to be known of what was found. */
  public static Question ofClub(String job, String find, String settle) {
    return new Question(job, find, settle, false);
  }
}
