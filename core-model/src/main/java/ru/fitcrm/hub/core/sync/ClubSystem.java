package ru.fitcrm.hub.core.sync;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An open way to a club's system of record. Its calls take as long as the system does, never longer
 * than the connection's timeout, and never throw for what the system does: that is an answer.
 * Closing ends its threads and sockets.
 */
public interface ClubSystem extends AutoCloseable {

  /** What a way can do; asking it for anything else is an error of the caller. */
  enum Ability {
    /** Read everything, page by page. */
    BULK,
    /** Read what changed since it was last acknowledged. */
    CHANGES,
    /** Read one person with all that belongs to them. */
    PERSON,
    /** Take a lead. */
    LEADS,
    /** Be asked whether a lead has arrived. */
    FIND_LEAD,
    /** Take employees' work hours. */
    SHIFTS,
    /** Say how many rows there are, and give some of them again. */
    COMPARE
  }

  Set<Ability> abilities();

  /**
   * Reads the next page.
   *
   * @param mode FULL or CHANGES: all else is made of the other calls
   * @param position where the page before said to go on, null to begin. Valid after a restart of
   *     either side
   */
  Reading read(Mode mode, @Nullable String position);

  /** What a run does. */
  enum Mode {
    /** Reads everything there is. */
    FULL,
    /** Reads what changed. */
    CHANGES,
    /** Reads one known person after another, where nothing is listed. */
    PEOPLE,
    /** Compares what is here with what is there, and writes down what differs. */
    COMPARE,
    /** Reads again what was found to differ. */
    REFETCH
  }

  /**
   * Tells the system that what was read by {@link Mode#CHANGES} up to here is written down: it may
   * forget it. Said after commit; unsaid, the same comes again.
   *
   * @param receipt as the page gave it
   */
  Said acknowledge(String receipt);

  /** Reads one person by the system's id, or else by phone, with all that belongs to them. */
  Reading readPerson(@Nullable String ref, @Nullable String phone);

  /** Entities whose rows can be compared; none without {@link Ability#COMPARE}. */
  default Set<Entity> comparable() {
    return Set.of();
  }

  /** Says how many rows there are of each comparable entity. */
  default Weighing weigh() {
    throw new UnsupportedOperationException("This system counts nothing");
  }

  /**
   * Reads rows of one entity, in the system's own order.
   *
   * @param position where the page before said to go on, null to begin; of old ones the system may
   *     say {@code position-unknown}
   */
  default Reading readPart(Entity entity, @Nullable String position, int limit) {
    throw new UnsupportedOperationException("This system gives no parts");
  }

  /** Reads those of these rows that are there; a row that is not in the answer is not there. */
  default Reading readRows(Entity entity, List<String> refs) {
    throw new UnsupportedOperationException("This system gives no rows by id");
  }

  /** Gives a lead. Sent once: {@link LeadSent.Unknown} is not to be repeated without looking. */
  LeadSent putLead(Lead lead);

  /** Looks whether a lead given before has arrived. */
  LeadSent findLead(Lead lead);

  /** Gives employees' work hours. */
  Said putShifts(List<Packet.Shift> shifts);

  @Override
  void close();

  /**
   * A lead to give.
   *
   * @param id the hub's own id of it, the same whenever it is given again
   * @param phone E.164
   */
  record Lead(
      String id,
      String phone,
      @Nullable String name,
      @Nullable String email,
      @Nullable String source,
      @Nullable String comment,
      Instant madeAt) {

    /** Without name, phone and texts, so that they reach no log. */
    @Override
    public String toString() {
      return "Lead[" + id + "]";
    }
  }

  /** What became of a lead given. */
  sealed interface LeadSent {

    /**
     * It is there.
     *
     * @param ref the system's id of it, null if the system tells none
     */
    record Taken(@Nullable String ref) implements LeadSent {}

    /** It is not there; it may be given again. */
    record Missing() implements LeadSent {}

    /** The system will not take it as it is. */
    record Refused(String code, String reason) implements LeadSent {}

    /** It may be there or not, and cannot be asked. */
    record Unknown(String reason) implements LeadSent {}

    /** It did not get there: nothing was sent. */
    record NotSent(Trouble trouble) implements LeadSent {}
  }

  /** What a request without an answer of its own came to. */
  sealed interface Said {

    record Done() implements Said {}

    record Not(Trouble trouble) implements Said {}
  }

  /**
   * How much of an entity there is.
   *
   * @param rows that are not marked for deletion
   * @param sum of what payments amount to, of what is owed by contracts; null if not told
   */
  record Weight(long rows, @Nullable BigDecimal sum) {}

  /** How much there is, or why nobody knows. */
  sealed interface Weighing {

    record Weights(Map<Entity, Weight> of) implements Weighing {
      public Weights {
        of = Map.copyOf(of);
      }
    }

    record Not(Trouble trouble) implements Weighing {}
  }

  /** A page, or why there is none. */
  sealed interface Reading {

    /**
     * @param next where to go on, null after the last page
     * @param receipt what to acknowledge once this page is written, null if nothing
     * @param total rows in all, if the system tells it
     */
    record Page(
        Packet packet, @Nullable String next, @Nullable String receipt, @Nullable Long total)
        implements Reading {}

    /** No such person there. */
    record Nobody() implements Reading {}

    record Not(Trouble trouble) implements Reading {}
  }

  /**
   * Why a system did not do what it was asked.
   *
   * @param kind what to do about it
   * @param code stable, for example {@code no-free-licence}
   * @param reason in plain words, as the system gave it where it gave one; no personal data
   */
  record Trouble(Kind kind, String code, String reason) {

    /** Whether it is about the one person asked for only: others can be read. */
    public boolean isAboutOne() {
      return code.equals("another-person") || code.equals("phone-needed");
    }

    /** What to do about it. */
    public enum Kind {
      /** Busy, or under maintenance: wait, then go on. */
      BUSY,
      /** Not reached: probe until it is. */
      DOWN,
      /** Somebody has to change something: credentials, rights, the map of fields. */
      REFUSED
    }
  }
}
