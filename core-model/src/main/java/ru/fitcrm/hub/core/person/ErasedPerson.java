package ru.fitcrm.hub.core.person;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person who is being erased: what their traces are found by.
 *
 * @param id the record that stays, empty
 * @param ids that record and those merged into it
 * @param names lower case, of all these records
 * @param numbers E.164, of all these records
 * @param ownNumbers those nobody else has
 * @param refs other systems' ids of the person
 */
public record ErasedPerson(
    long id,
    List<Long> ids,
    List<String> names,
    List<String> numbers,
    List<String> ownNumbers,
    List<String> refs,
    @Nullable String email,
    @Nullable LocalDate birthDate,
    Instant at) {

  public ErasedPerson {
    ids = List.copyOf(ids);
    names = List.copyOf(names);
    numbers = List.copyOf(numbers);
    ownNumbers = List.copyOf(ownNumbers);
    refs = List.copyOf(refs);
  }

  public Long[] idArray() {
    return ids.toArray(Long[]::new);
  }

  public String[] ownNumberArray() {
    return ownNumbers.toArray(String[]::new);
  }

  public String[] refArray() {
    return refs.toArray(String[]::new);
  }

  /**
   * A regular expression of PostgreSQL that finds a ref or a number however it is punctuated in a
   * text; null if there is nothing to find them by. The last ten digits say whose a number is.
   */
  public @Nullable String pattern() {
    List<String> parts = new java.util.ArrayList<>();
    refs.stream()
        .filter(ref -> ref.length() >= MEANINGFUL)
        .map(ErasedPerson::quote)
        .forEach(parts::add);
    numbers.stream().map(ErasedPerson::punctuated).forEach(parts::add);
    return parts.isEmpty() ? null : String.join("|", parts);
  }

  /** A ref that short is part of too many other words. */
  private static final int MEANINGFUL = 6;

  private static final int NATIONAL = 10;

  private static String quote(String ref) {
    return ref.replaceAll("([^0-9A-Za-zА-Яа-я_-])", "\\\\$1");
  }

  private static String punctuated(String number) {
    String digits = number.substring(Math.max(1, number.length() - NATIONAL));
    return String.join("[^0-9]{0,3}", digits.split(""));
  }
}
