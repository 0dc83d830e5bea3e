package ru.fitcrm.hub.config.console;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.support.RequestContextUtils;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.access.Sight;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.platform.BusinessClock;

/** Finds the words for who asks: the request's language, the club's days, what they may see. */
@Component
public final class ChooseWording {

  private final MessageSource messages;
  private final BusinessClock clock;

  ChooseWording(MessageSource messages, BusinessClock clock) {
    this.messages = messages;
    this.clock = clock;
  }

  public Wording of(HttpServletRequest request, Club club, Principal who) {
    return new Wording(
        messages, RequestContextUtils.getLocale(request), club.zone(), clock, Sight.of(who));
  }
}
