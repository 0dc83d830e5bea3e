package ru.fitcrm.hub.core.club;

import org.jspecify.annotations.Nullable;

/**
 * Somebody who works in the club.
 *
 * @param phone E.164; a call from it is never a lead
 * @param extension the phone on the club's PBX, for example {@code 101}
 */
public record Employee(
    long id,
    String name,
    @Nullable String phone,
    @Nullable String extension,
    Role role,
    @Nullable Long branchId,
    long version) {}
