package ru.fitcrm.hub.config.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import ru.fitcrm.hub.core.access.ApiKeys;

/**
 * Reads {@code Authorization: Bearer <api key>}. A key that opens nothing is refused at once, even
 * beside a valid session: the caller meant to use it. No session is made or read for a key.
 */
final class BearerKeys extends OncePerRequestFilter {

  private static final String SCHEME = "bearer ";

  private final ApiKeys keys;
  private final RefuseAccess refuse;

  BearerKeys(ApiKeys keys, RefuseAccess refuse) {
    this.keys = keys;
    this.refuse = refuse;
  }

  /** Whether a request shows a key; such a request needs no CSRF token. */
  static boolean shown(HttpServletRequest request) {
    return keyOf(request) != null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String key = keyOf(request);
    if (key == null) {
      chain.doFilter(request, response);
      return;
    }
    Optional<HubAuthentication> holder = keys.holderOf(key).map(HubAuthentication::new);
    if (holder.isEmpty()) {
      refuse.unknownKey(request, response);
      return;
    }
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(holder.get());
    SecurityContextHolder.setContext(context);
    chain.doFilter(request, response);
  }

  private static @Nullable String keyOf(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        ? header.substring(SCHEME.length()).strip()
        : null;
  }
}
