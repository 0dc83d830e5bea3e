package ru.fitcrm.hub.config.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import ru.fitcrm.hub.core.access.KeyHolder;
import ru.fitcrm.hub.core.access.KeyScopes;

/**
 * Lets a key with scopes into its own parts of the API only. It looks at the address as the
 * controller declares it, not as it was spelt. Users and keys without scopes pass: their role alone
 * decides.
 */
final class RequireScope implements HandlerInterceptor {

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    KeyScopes mine = mine();
    // An address nothing answers is nobody's part: it is not there.
    if (mine.granted() == null || !(handler instanceof HandlerMethod)) {
      return true;
    }
    String pattern =
        String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
    Optional<String> needed = AreaOfPath.scope(pattern, READING.contains(request.getMethod()));
    if (needed.isPresent() && !mine.allow(needed.get())) {
      throw new MissingScope(needed.get());
    }
    return true;
  }

  /**
   * A key makes, changes, rotates and revokes no key that may more than itself, more often or for
   * longer.
   *
   * @param expiresAt null: never
   * @throws MissingScope naming one of what it lacks
   * @throws MoreThanOwn naming the field
   */
  static void notMoreThanMine(KeyScopes wanted, int perMinute, @Nullable Instant expiresAt) {
    notMoreThanMine(wanted);
    KeyHolder holder = holder();
    if (holder != null) {
      if (perMinute > holder.ratePerMinute()) {
        throw new MoreThanOwn("ratePerMinute", holder.ratePerMinute());
      }
      Instant end = holder.expiresAt();
      if (end != null && (expiresAt == null || expiresAt.isAfter(end))) {
        throw new MoreThanOwn("expiresAt", end);
      }
    }
  }

  private static void notMoreThanMine(KeyScopes wanted) {
    KeyScopes mine = mine();
    if (!mine.include(wanted)) {
      throw new MissingScope(
          KeyScopes.known().stream()
              .filter(scope -> wanted.allow(scope) && !mine.allow(scope))
              .findFirst()
              .orElse("all"));
    }
  }

  /**
   * Where an answer tells what belongs to another part of the API as well.
   *
   * @throws MissingScope if the key may not have it
   */
  static void also(String scope) {
    if (!mine().allow(scope)) {
      throw new MissingScope(scope);
    }
  }

  private static KeyScopes mine() {
    KeyHolder holder = holder();
    return holder == null ? KeyScopes.ALL : holder.scopes();
  }

  private static @Nullable KeyHolder holder() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who != null && who.getDetails() instanceof KeyHolder holder ? holder : null;
  }
}
