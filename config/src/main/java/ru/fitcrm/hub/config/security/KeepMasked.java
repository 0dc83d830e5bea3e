package ru.fitcrm.hub.config.security;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.access.Right;
import ru.fitcrm.hub.core.person.ReadPhone;

/**
 * Whose role sees the numbers of their own clients only makes nobody else's client, or card, their
 * own, and finds out no number digit by digit.
 */
public final class KeepMasked {

  private KeepMasked() {}

  /**
   * @param before the client's employee, null: nobody
   * @throws AccessDeniedException if whoever asks may not change it to another
   */
  public static void assign(Principal who, @Nullable Long before, @Nullable Long wanted) {
    if (!who.mayAssign() && !Objects.equals(before, wanted)) {
      throw new AccessDeniedException(
          "responsibleId of a client is changed by those whose role sees all numbers");
    }
  }

  /**
   * @param client the employee of the card's client, null: nobody
   * @param before the card's employee
   * @throws AccessDeniedException if whoever asks would take a card of another's client
   */
  public static void take(
      Principal who, @Nullable Long client, @Nullable Long before, @Nullable Long wanted) {
    if (wanted == null || who.mayAssign() || !wanted.equals(who.employeeId())) {
      return;
    }
    if (!wanted.equals(before) && !wanted.equals(client)) {
      throw new AccessDeniedException(
          "responsibleId: cards of others' clients are taken by those whose role sees all numbers");
    }
  }

  /**
   * @param kept the employee of the client that stays, null: nobody
   * @param other of the one that becomes part of it
   * @throws AccessDeniedException if whoever asks would make another's client part of their own
   */
  public static void merge(Principal who, @Nullable Long kept, @Nullable Long other) {
    if (!who.mayAssign() && !(isMine(who, kept) && isMine(who, other))) {
      throw new AccessDeniedException(
          "Others' clients are merged by those whose role sees all numbers");
    }
  }

  private static boolean isMine(Principal who, @Nullable Long employee) {
    return employee != null && employee.equals(who.employeeId());
  }

  /**
   * Whether whoever asks may find people by the digits of a text: those of a whole number anybody.
   */
  public static boolean mayFindBy(Principal who, @Nullable String text, String region) {
    return who.may(Right.PHONES)
        || (text != null && ReadPhone.read(text, region).e164OrNull() != null);
  }
}
