package ru.fitcrm.hub.config.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.NotFound;

/**
 * Gives a controller's method the club of its path, or the one who asks. A club one may not enter
 * is as absent as one that is not there.
 */
@Component
final class ResolveClub implements HandlerMethodArgumentResolver {

  private final ClubDirectory clubs;
  private final ClubGate gate;

  ResolveClub(ClubDirectory clubs, ClubGate gate) {
    this.clubs = clubs;
    this.gate = gate;
  }

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == InClub.class
        || parameter.getParameterType() == Principal.class;
  }

  @Override
  public Object resolveArgument(
      MethodParameter parameter,
      @Nullable ModelAndViewContainer container,
      NativeWebRequest request,
      @Nullable WebDataBinderFactory binders) {
    Principal who = asking();
    return parameter.getParameterType() == Principal.class
        ? who
        : enter(who, idOrSlug(request), parameter.hasMethodAnnotation(ForAdmins.class));
  }

  private InClub enter(Principal who, String idOrSlug, boolean forAdmins) {
    Club club =
        clubs
            .find(idOrSlug)
            .filter(found -> who.mayEnter(found.clubId()))
            .filter(found -> found.active() || who.isSuperadmin())
            .orElseThrow(() -> new NotFound("club", idOrSlug));
    if (forAdmins && !who.mayAdminister()) {
      throw new AccessDeniedException("This needs the role CLUB_ADMIN");
    }
    return new InClub(gate, club, who);
  }

  private static Principal asking() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof Principal who) {
      return who;
    }
    throw new AccessDeniedException("Nobody known is asking");
  }

  private static String idOrSlug(NativeWebRequest request) {
    HttpServletRequest http =
        Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
    Object variables = http.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    return String.valueOf(((Map<?, ?>) variables).get("club"));
  }
}
