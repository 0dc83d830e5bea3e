package ru.fitcrm.hub.config.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationTrustResolverImpl;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.csrf.CsrfException;
import ru.fitcrm.hub.config.api.Problems;

/** Says 401 and 403 as RFC 9457 problems. */
final class RefuseAccess implements AuthenticationEntryPoint, AccessDeniedHandler {

  private final AuthenticationTrustResolverImpl trust = new AuthenticationTrustResolverImpl();
  private final ObjectMapper json;

  RefuseAccess(ObjectMapper json) {
    this.json = json;
  }

  void unknownKey(HttpServletRequest request, HttpServletResponse response) throws IOException {
    unauthorized(
        request, response, "key.unknown", "This API key is not known, was revoked or has expired");
  }

  void lockedKey(HttpServletRequest request, HttpServletResponse response) throws IOException {
    write(
        request,
        response,
        Problems.of(
            HttpStatus.FORBIDDEN,
            "licence.module",
            "The club's plan has no API: its keys open nothing until it has STANDARD or PREMIUM"));
  }

  void tooOften(HttpServletRequest request, HttpServletResponse response, LimitKeys.Left left)
      throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(left.retryAfter()));
    write(
        request,
        response,
        Problems.of(
            HttpStatus.TOO_MANY_REQUESTS,
            "rate.exceeded",
            "This key may make %d requests a minute; ask again in %d s"
                .formatted(left.quota(), left.retryAfter())));
  }

  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    unauthorized(
        request,
        response,
        "login.required",
        "Send `Authorization: Bearer <api key>`, or log in to the console");
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException why)
      throws IOException {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    if (who == null || trust.isAnonymous(who)) {
      unauthorized(request, response, "login.required", "The session has ended: log in again");
    } else if (why instanceof CsrfException) {
      write(
          request,
          response,
          Problems.of(
              HttpStatus.FORBIDDEN,
              "csrf.missing",
              "A change from a browser session needs the page's CSRF token"));
    } else {
      write(
          request,
          response,
          Problems.of(HttpStatus.FORBIDDEN, "forbidden", "This needs another role"));
    }
  }

  private void unauthorized(
      HttpServletRequest request, HttpServletResponse response, String code, String detail)
      throws IOException {
    response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    write(request, response, Problems.of(HttpStatus.UNAUTHORIZED, code, detail));
  }

  private void write(HttpServletRequest request, HttpServletResponse response, ProblemDetail said)
      throws IOException {
    said.setInstance(java.net.URI.create(request.getRequestURI()));
    response.setStatus(said.getStatus());
    response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
    response.setCharacterEncoding(StandardCharsets.UTF_8.name());
    response.getOutputStream().write(json.writeValueAsBytes(said));
  }
}
