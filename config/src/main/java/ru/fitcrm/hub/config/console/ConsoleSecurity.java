package ru.fitcrm.hub.config.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.RequestHeaderRequestMatcher;
import org.springframework.web.servlet.i18n.SessionLocaleResolver;
import ru.fitcrm.hub.config.console.login.LogInWithPassword;
import ru.fitcrm.hub.core.access.UserAccounts;

/** Everything but the API: log in with a form, stay logged in, answer with strict headers. */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {

  private static final int AFTER_THE_API = 2;
  private static final String ONLY_OUR_OWN =
      "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self';"
          + " connect-src 'self'; object-src 'none'; frame-ancestors 'none'; base-uri 'none';"
          + " form-action 'self'";
  private static final String NO_DEVICES =
      "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()";
  private static final String[] OPEN_TO_ALL = {
    "/login",
    "/language",
    "/error",
    "/css/**",
    "/js/**",
    "/img/**",
    "/webjars/**",
    "/favicon.ico",
    "/in/**",
    "/actuator/health/**"
  };

  @Bean
  @Order(AFTER_THE_API)
  SecurityFilterChain console(
      HttpSecurity http, LogInWithPassword logIn, UserAccounts users, SessionLocaleResolver locale)
      throws Exception {
    HttpSessionRequestCache askedBefore = new HttpSessionRequestCache();
    askedBefore.setRequestMatcher(ConsoleSecurity::isPage);
    return http.authenticationProvider(logIn)
        .authorizeHttpRequests(
            who ->
                who.requestMatchers(OPEN_TO_ALL)
                    .permitAll()
                    .requestMatchers("/actuator/**")
                    .hasRole("SUPERADMIN")
                    .anyRequest()
                    .authenticated())
        .formLogin(
            form ->
                form.loginPage("/login")
                    .usernameParameter("email")
                    .successHandler(new SpeakTheirLanguage(users, locale, askedBefore))
                    .failureHandler(ConsoleSecurity::backToLogin))
        .logout(out -> out.logoutSuccessUrl("/login?left"))
        .requestCache(cache -> cache.requestCache(askedBefore))
        // What came from outside proves itself by its token, not by a session.
        .csrf(csrf -> csrf.ignoringRequestMatchers("/in/**"))
        .exceptionHandling(
            trouble ->
                trouble.defaultAuthenticationEntryPointFor(
                    new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED),
                    new RequestHeaderRequestMatcher("HX-Request")))
        .headers(ConsoleSecurity::strict)
        .build();
  }

  private static void strict(HeadersConfigurer<HttpSecurity> headers) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(ONLY_OUR_OWN))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
        .permissionsPolicyHeader(devices -> devices.policy(NO_DEVICES))
        .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
  }

  /** Only a page is worth coming back to after the log-in. */
  private static boolean isPage(HttpServletRequest request) {
    String accept = String.valueOf(request.getHeader("Accept"));
    return "GET".equals(request.getMethod())
        && accept.contains("text/html")
        && request.getHeader("HX-Request") == null;
  }

  private static void backToLogin(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
      throws IOException {
    String error = why instanceof LockedException ? "paused" : "wrong";
    response.sendRedirect(request.getContextPath() + "/login?error=" + error);
  }

  /** Goes on in the language the user chose last, wherever that was. */
  private static final class SpeakTheirLanguage
      extends SavedRequestAwareAuthenticationSuccessHandler {

    private final UserAccounts users;
    private final SessionLocaleResolver locale;

    SpeakTheirLanguage(
        UserAccounts users, SessionLocaleResolver locale, HttpSessionRequestCache askedBefore) {
      this.users = users;
      this.locale = locale;
      setRequestCache(askedBefore);
    }

    @Override
    public void onAuthenticationSuccess(
        HttpServletRequest request, HttpServletResponse response, Authentication who)
        throws IOException, jakarta.servlet.ServletException {
      users
          .find(who.getName())
          .ifPresent(
              user -> locale.setLocale(request, response, Locale.forLanguageTag(user.language())));
      super.onAuthenticationSuccess(request, response, who);
    }
  }
}
