package ru.fitcrm.hub.core.club;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Required;

/**
 * What may be set of a club. A null slug is made from the name, a null region is RU, a null zone is
 * Moscow's.
 */
public record ClubEdit(
    @Nullable String name,
    @Nullable String slug,
    @Nullable String region,
    @Nullable String timezone) {

  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  /** Checks and fills in defaults. */
  ClubEdit complete() {
    String cleanName = Required.text("name", name);
    String cleanSlug = slug == null || slug.isBlank() ? MakeSlug.from(cleanName) : slug.strip();
    return new ClubEdit(
        cleanName,
        checkSlug(cleanSlug),
        checkRegion(region == null ? "RU" : region.strip()),
        checkZone(timezone == null ? "Europe/Moscow" : timezone.strip()));
  }

  private static String checkSlug(String slug) {
    if (!slug.matches("[a-z0-9](-?[a-z0-9])*") || slug.matches("[0-9]+")) {
      throw new InvalidInput(
          "slug",
          "slug.invalid",
          "slug takes lower-case Latin letters, digits and single hyphens, not digits alone");
    }
    return slug;
  }

  private static String checkRegion(String region) {
    if (!COUNTRIES.contains(region)) {
      throw new InvalidInput(
          "region", "region.unknown", "region must be a two-letter country code, for example RU");
    }
    return region;
  }

  private static String checkZone(String zone) {
    try {
      return ZoneId.of(zone).getId();
    } catch (DateTimeException e) {
      throw new InvalidInput(
          "timezone",
          "timezone.unknown",
          "timezone must be an IANA zone name, for example Europe/Moscow");
    }
  }
}
