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
import ru.fitcrm.hub.core.access.KeyHolder;
import ru.fitcrm.hub.core.access.ReadKeys;

/**
 * Reads {@code Authorization: Bearer <api key>} and counts how often it asks. A key that opens
 * nothing is refused at once, even beside a valid session: the caller meant to use it. No session
 * is made or read for a key.
 */
final class BearerKeys extends OncePerRequestFilter {

  private static final String SCHEME = "bearer ";

  private final ReadKeys keys;
  private final LimitKeys limits;
  private final RefuseAccess refuse;

  BearerKeys(ReadKeys keys, LimitKeys limits, RefuseAccess refuse) {
    this.keys = keys;
    this.limits = limits;
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
    Optional<KeyHolder> holder = keys.holderOf(key);
    if (holder.isEmpty()) {
      refuse.unknownKey(request, response);
    } else if (holder.get().locked()) {
      refuse.lockedKey(request, response);
    } else if (mayAsk(holder.get(), request, response)) {
      letIn(holder.get());
      chain.doFilter(request, response);
    }
  }

  /** What is left is said with every answer, also a refusal. */
  private boolean mayAsk(KeyHolder holder, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    LimitKeys.Left left = limits.take(holder.key(), holder.ratePerMinute());
    response.setHeader("RateLimit-Policy", left.policy());
    response.setHeader("RateLimit", left.now());
    if (!left.allowed()) {
      refuse.tooOften(request, response, left);
    }
    return left.allowed();
  }

  private static void letIn(KeyHolder holder) {
    HubAuthentication authentication = new HubAuthentication(holder.who());
    authentication.setDetails(holder);
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(authentication);
    SecurityContextHolder.setContext(context);
  }

  private static @Nullable String keyOf(HttpServletRequest request) {
    String header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header != null && header.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        ? header.substring(SCHEME.length()).strip()
        : null;
  }
}
