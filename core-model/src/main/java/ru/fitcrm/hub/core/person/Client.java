package ru.fitcrm.hub.core.person;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A person, one record for life: first a lead, then a client.
 *
 * @param phones in the person's own order, the first is the main one
 * @param source where the person came from, for example {@code call}
 * @param familyParentId the parent of a family that shares a phone
 * @param erasedAt when the person's data was erased for good; then there is none
 */
public record Client(
    long id,
    ClientKind kind,
    boolean archived,
    @Nullable String archiveReason,
    @Nullable String name,
    List<Phone> phones,
    @Nullable String email,
    @Nullable LocalDate birthDate,
    @Nullable Long branchId,
    @Nullable Long responsibleId,
    @Nullable Long familyParentId,
    @Nullable String source,
    @Nullable LocalDate lastActivityOn,
    @Nullable LocalDate sleepingSince,
    @Nullable LocalDate lostSince,
    long version,
    Instant createdAt,
    @Nullable Instant erasedAt) {

  public Client {
    phones = List.copyOf(phones);
  }

  /** Whether the person's data was erased: nothing is written to this record any more. */
  public boolean erased() {
    return erasedAt != null;
  }

  /** The club's day of {@link #erasedAt}; null if the data is there. */
  public @Nullable LocalDate erasedOn(ZoneId zone) {
    return erasedAt == null ? null : LocalDate.ofInstant(erasedAt, zone);
  }

  /** What may be edited of this person, as it stands. */
  public ClientEdit edit() {
    return new ClientEdit(
        name,
        phones.stream()
            .map(phone -> new ClientEdit.PhoneEdit(phone.number(), phone.label()))
            .toList(),
        email,
        birthDate,
        branchId,
        responsibleId,
        familyParentId,
        source);
  }
}
