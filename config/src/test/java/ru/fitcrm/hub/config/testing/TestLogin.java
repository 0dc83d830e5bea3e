package ru.fitcrm.hub.config.testing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.csrf.XorCsrfTokenRequestAttributeHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.config.security.HubAuthentication;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.club.Role;

/** Opens a console session for whomever a test names: {@code POST /api/test-login} with a key. */
@RestController
class TestLogin {

  record Wanted(String name, long club, Role role, @Nullable Long employeeId) {}

  @PostMapping("/api/test-login")
  Map<String, String> logIn(
      @RequestBody Wanted wanted, HttpServletRequest request, HttpServletResponse response) {
    SecurityContext context = SecurityContextHolder.createEmptyContext();
    context.setAuthentication(
        new HubAuthentication(
            new Principal(
                wanted.name(), new ClubId(wanted.club()), wanted.employeeId(), wanted.role())));
    request.getSession(true);
    new HttpSessionSecurityContextRepository().saveContext(context, request, response);
    HttpSessionCsrfTokenRepository tokens = new HttpSessionCsrfTokenRepository();
    CsrfToken token = tokens.generateToken(request);
    tokens.saveToken(token, request, response);
    new XorCsrfTokenRequestAttributeHandler().handle(request, response, () -> token);
    CsrfToken masked = (CsrfToken) request.getAttribute(CsrfToken.class.getName());
    return Map.of("csrf", masked.getToken());
  }
}
