package ru.fitcrm.hub.core.retention;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.platform.BusinessClock;

/**
 * Removes what is past its term in one club, a slice at a time, in the order of names. Rows go one
 * by one and not by dropping a month's partition where each club names its own term. What all clubs
 * share is removed with the platform's own club, and so once. Runs inside the club's gate.
 */
public final class RemovePastTerm {

  private final ClubDirectory clubs;
  private final KeepTerms clubTerms;
  private final PlatformTerms platformTerms;
  private final List<PastTerm> all;
  private final BusinessClock clock;

  RemovePastTerm(
      ClubDirectory clubs,
      KeepTerms clubTerms,
      PlatformTerms platformTerms,
      List<PastTerm> all,
      BusinessClock clock) {
    this.clubs = clubs;
    this.clubTerms = clubTerms;
    this.platformTerms = platformTerms;
    this.all = all.stream().sorted(Comparator.comparing(PastTerm::name)).toList();
    this.clock = clock;
  }

  /**
   * What a slice came to.
   *
   * @param past how many were past their term
   * @param removed how many of them are gone; of a slice that only counts none
   * @param next where the next slice begins, null when the club is done
   */
  public record Slice(long past, long removed, @Nullable String next) {}

  /**
   * What is kept for a time comes one after another; what has nothing past its term costs no slice.
   *
   * @param from where the slice before ended, null at the beginning
   * @param onlyCount removes nothing
   */
  public Slice slice(LocalDate date, @Nullable String from, boolean onlyCount) {
    Club club = clubs.here();
    List<PastTerm> left =
        all.stream()
            .filter(one -> !one.shared() || club.slug().equals(Club.PLATFORM_SLUG))
            .filter(one -> from == null || one.name().compareTo(from) >= 0)
            .toList();
    Terms terms =
        Terms.of(date, club.zone(), clock.instant(), clubTerms.get(), platformTerms.get());
    for (int i = 0; i < left.size(); i++) {
      String after = i + 1 < left.size() ? left.get(i + 1).name() : null;
      Slice done = onlyCount ? count(left.get(i), terms, after) : remove(left.get(i), terms, after);
      if (done.past() > 0) {
        return done;
      }
    }
    return new Slice(0, 0, null);
  }

  private static Slice count(PastTerm now, Terms terms, @Nullable String after) {
    return new Slice(now.count(terms), 0, after);
  }

  private static Slice remove(PastTerm now, Terms terms, @Nullable String after) {
    int removed = now.remove(terms, now.most());
    return new Slice(removed, removed, removed < now.most() ? after : now.name());
  }
}
