package ru.fitcrm.hub.config.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.support.RequestContextUtils;
import ru.fitcrm.hub.config.licence.ClubDoor;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.access.UserAccounts;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.platform.NotFound;

/**
 * Finds out whose request it is and in which club. The account is looked up anew each time: a
 * session lives for weeks, and who was shut out must be out at once.
 */
@Component
class FindVisit implements HandlerMethodArgumentResolver {

  private static final String FOUND = FindVisit.class.getName();

  private final ClubDoor door;
  private final UserAccounts users;
  private final ChooseWording wording;

  FindVisit(ClubDoor door, UserAccounts users, ChooseWording wording) {
    this.door = door;
    this.users = users;
    this.wording = wording;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType().equals(Visit.class);
  }

  @Override
  public Visit resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    @Nullable HttpServletRequest http = request.getNativeRequest(HttpServletRequest.class);
    @Nullable Visit visit = http == null ? null : of(http);
    if (visit == null) {
      throw new NotFound("page", "without a club");
    }
    return visit;
  }

  /** The visit, null if the address names no club. */
  @Nullable Visit of(HttpServletRequest request) {
    if (request.getAttribute(FOUND) instanceof Visit found) {
      return found;
    }
    @Nullable String slug = clubInAddress(request);
    if (slug == null) {
      return null;
    }
    Principal user = whoIsThere();
    ClubDoor.Found found =
        door.find(slug)
            .filter(one -> user.mayEnter(one.club().clubId()))
            .orElseThrow(() -> NotFound.anywhere("club", slug));
    Club club = found.club();
    var locale = RequestContextUtils.getLocale(request);
    Wording say = wording.of(request, club, user);
    Visit visit = new Visit(club, found.licence(), user, locale, say);
    // Set before the door speaks, so that a refusal knows whom it refuses.
    request.setAttribute(FOUND, visit);
    found.letIn(user, part(request), request.getMethod());
    return visit;
  }

  /** The first word below the club. */
  private static String part(HttpServletRequest request) {
    String[] words =
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE))
            .split("/", 4);
    return words.length < 3 ? "" : words[2];
  }

  /** The visit of a request that has been looked at, also if the door then refused it. */
  static @Nullable Visit known(HttpServletRequest request) {
    return request.getAttribute(FOUND) instanceof Visit found ? found : null;
  }

  private Principal whoIsThere() {
    var login = SecurityContextHolder.getContext().getAuthentication();
    if (login != null && login.getPrincipal() instanceof Principal principal) {
      return users
          .find(principal.name())
          .map(UserAccounts.User::principal)
          .orElseThrow(() -> new AuthenticationCredentialsNotFoundException("Account is closed"));
    }
    throw new AuthenticationCredentialsNotFoundException("Nobody is logged in");
  }

  private static @Nullable String clubInAddress(HttpServletRequest request) {
    return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE)
                instanceof Map<?, ?> variables
            && variables.get("club") instanceof String slug
        ? slug
        : null;
  }
}
