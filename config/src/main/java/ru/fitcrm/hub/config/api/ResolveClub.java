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
import ru.fitcrm.hub.config.licence.ClubDoor;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.NotFound;

/**
 * Gives a controller's method the club of its path, or the one who asks. A club one may not enter
 * is as absent as one that is not there; one whose licence has run out says so.
 */
@Component
final class ResolveClub implements HandlerMethodArgumentResolver {

  private final ClubDoor door;
  private final ClubGate gate;

  ResolveClub(ClubDoor door, ClubGate gate) {
    this.door = door;
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
        : enter(
            who,
            Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)),
            parameter.hasMethodAnnotation(ForAdmins.class));
  }

  private InClub enter(Principal who, HttpServletRequest request, boolean forAdmins) {
    String idOrSlug = idOrSlug(request);
    ClubDoor.Found found =
        door.find(idOrSlug)
            .filter(one -> who.mayEnter(one.club().clubId()))
            .filter(one -> one.club().active() || who.isSuperadmin())
            .orElseThrow(() -> NotFound.anywhere("club", idOrSlug));
    if (forAdmins && !who.mayAdminister()) {
      throw new AccessDeniedException("This needs the role CLUB_ADMIN");
    }
    String pattern =
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    found.letIn(who, AreaOfPath.first(pattern), request.getMethod());
    return new InClub(gate, found.club(), who);
  }

  private static Principal asking() {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof Principal who) {
      return who;
    }
    throw new AccessDeniedException("Nobody known is asking");
  }

  private static String idOrSlug(HttpServletRequest request) {
    Object variables = request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
    return String.valueOf(((Map<?, ?>) variables).get("club"));
  }
}
