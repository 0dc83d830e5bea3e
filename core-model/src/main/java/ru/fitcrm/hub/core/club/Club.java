package ru.fitcrm.hub.core.club;

import java.time.ZoneId;

/**
 * A fitness club: the tenant.
 *
 * @param slug its name in addresses, lower-case Latin letters, digits and single hyphens
 * @param region two letters, the country whose phone rules apply, for example {@code RU}
 * @param timezone IANA zone of the club's own day, for example {@code Europe/Moscow}
 * @param active false after deactivation: connections off, nobody logs in, data kept
 */
public record Club(
    long id,
    String slug,
    String name,
    String region,
    String timezone,
    boolean active,
    LeadsToSystem leadsToSystem,
    long version) {

  /** Slug of the club that stands for the platform itself. */
  public static final String PLATFORM_SLUG = "platform";

  public ClubId clubId() {
    return new ClubId(id);
  }

  public ZoneId zone() {
    return ZoneId.of(timezone);
  }
}
