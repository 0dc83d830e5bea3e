package ru.fitcrm.hub.config.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import ru.fitcrm.hub.core.access.ReadKeys;
import ru.fitcrm.hub.core.club.Role;

/** The way in for programs, and for the console's own pages that call the API. */
@Configuration(proxyBeanMethods = false)
public class ApiSecurity {

  private static final Pattern SPLITS_A_HEADER = Pattern.compile("[\\x00\\r\\n]");
  private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  /** Passwords of people; each hash names its method, so that a better one can come later. */
  @Bean
  PasswordEncoder passwordEncoder() {
    return PasswordEncoderFactories.createDelegatingPasswordEncoder();
  }

  /**
   * Browsers and sites write headers in their own alphabet, whose bytes look like control
   * characters to the usual firewall; what would split a header is still refused.
   */
  @Bean
  HttpFirewall firewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowedHeaderValues(value -> !SPLITS_A_HEADER.matcher(value).find());
    return firewall;
  }

  @Bean
  @Order(1)
  SecurityFilterChain apiChain(
      HttpSecurity http, ReadKeys keys, LimitKeys limits, ObjectMapper json) throws Exception {
    RefuseAccess refuse = new RefuseAccess(json);
    return http.securityMatcher(
            "/api/**", "/demo/clock", "/v3/api-docs", "/v3/api-docs/**", "/actuator/**")
        .authorizeHttpRequests(
            ask ->
                ask.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                    .permitAll()
                    .requestMatchers("/actuator/health/**", "/v3/api-docs", "/v3/api-docs/**")
                    .permitAll()
                    .requestMatchers("/actuator/**", "/demo/clock", "/api/v1/demo/**")
                    .hasRole(Role.SUPERADMIN.name())
                    .anyRequest()
                    .authenticated())
        .addFilterBefore(new BearerKeys(keys, limits, refuse), AnonymousAuthenticationFilter.class)
        .csrf(csrf -> csrf.requireCsrfProtectionMatcher(ApiSecurity::needsCsrfToken))
        .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
        .requestCache(cache -> cache.disable())
        .logout(logout -> logout.disable())
        .exceptionHandling(
            errors -> errors.authenticationEntryPoint(refuse).accessDeniedHandler(refuse))
        .headers(Customizer.withDefaults())
        .build();
  }

  /** Without a session there is nothing to forge, and asking for a token would make one. */
  private static boolean needsCsrfToken(HttpServletRequest request) {
    return !HARMLESS.contains(request.getMethod())
        && !BearerKeys.shown(request)
        && request.getSession(false) != null;
  }
}
