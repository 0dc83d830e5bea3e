package ru.fitcrm.hub.core.night;

import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.SqlFile;

/**
 * What a rule of the night asks of a slice of a club's people.
 *
 * <p>Both statements may use {@code :date} (the business date), {@code :zone}, {@code :after} and
 * {@code :last} (people with {@code id > :after and id <= :last}) and the limits of {@link
 * NightLimits} by their names, and {@code :today}, the club's date now.
 *
 * @param job whose question it is
 * @param people a select of what is known of a slice's people, read once and named {@code people}
 *     in the others; may be absent
 * @param find a select of {@code type, key, subject_type, subject_id, client_id, data, urgency,
 *     begins}: the events to be, the most urgent with the least urgency; {@code begins} if it began
 *     this day
 * @param settle named updates, so that the standing of people is what was {@code found}; may be
 *     absent, and is left out of a dry run
 * @param ofPeople whether it is asked of people, slice by slice; else once of the whole club
 */
public record Question(
    String job, @Nullable String people, String find, @Nullable String settle, boolean ofPeople) {

  private static final String FIND = SqlFile.read(Question.class, "find.sql");

  public Question(String job, String people, String find, String settle) {
    this(job, people, find, settle, true);
  }

  /** One that only finds. */
  public static Question of(String job, String find) {
    return new Question(job, null, find, null, true);
  }

  /** One about the club itself: it is asked once, whoever its people are. */
  public static Question ofClub(String job, String find) {
    return new Question(job, null, find, null, false);
  }

  /** As {@link #ofClub(String, String)}, writing down what has to be known of what was found. */
  public static Question ofClub(String job, String find, String settle) {
    return new Question(job, null, find, settle, false);
  }

  /** The one statement that finds, keeps what it found and settles. */
  String statement(boolean dryRun) {
    String known = people == null ? "" : "people as materialized (\n" + people + "\n), ";
    String settled = settle == null || dryRun ? "" : ",\n" + settle;
    return FIND.replace("{people}", known).replace("{find}", find).replace("{settle}", settled);
  }
}
