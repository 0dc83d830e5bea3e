package ru.fitcrm.hub.config.console;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import ru.fitcrm.hub.config.security.KeepMasked;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.licence.LicenceStanding;

/**
 * A request of somebody who is logged in, in a club they may enter. A page's method that takes one
 * is answered with 404 for any other club.
 *
 * @param licence what the club may do now
 * @param say the words of the page, in the reader's language and the club's time
 */
public record Visit(
    Club club, LicenceStanding licence, Principal user, Locale locale, Wording say) {

  /** Address of a page of this club, for example {@code /sparta/board}. */
  public String at(String page) {
    return "/" + club.slug() + page;
  }

  /** Whether the reader may find people by digits of a number, as this text has some. */
  public boolean mayFindByDigits(@Nullable String text) {
    return KeepMasked.mayFindBy(user, text, club.region());
  }

  public boolean isAdmin() {
    return user.mayAdminister();
  }

  /**
   * @throws AccessDeniedException if the user may not change settings
   */
  public void requireAdmin() {
    if (!isAdmin()) {
      throw new AccessDeniedException("Settings are the club administrator's");
    }
  }
}
