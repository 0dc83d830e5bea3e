package ru.fitcrm.hub.config.console.login;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.access.UserAccounts;

/** Checks an e-mail and a password. Says the same of an unknown e-mail and a wrong password. */
@Component
public final class LogInWithPassword implements AuthenticationProvider {

  private static final Logger LOG = LoggerFactory.getLogger(LogInWithPassword.class);

  private final UserAccounts users;
  private final LoginThrottle throttle;
  private final PasswordEncoder encoder =
      PasswordEncoderFactories.createDelegatingPasswordEncoder();

  /** Compared with when there is no such user, so that an answer takes as long as for one. */
  private final String nobodysHash = encoder.encode("nobody");

  LogInWithPassword(UserAccounts users, LoginThrottle throttle) {
    this.users = users;
    this.throttle = throttle;
  }

  @Override
  public Authentication authenticate(Authentication request) {
    String email = request.getName();
    if (!throttle.pause(email).isZero()) {
      throw new LockedException("Too many wrong passwords");
    }
    Optional<UserAccounts.User> user = users.find(email);
    String hash = user.map(UserAccounts.User::passwordHash).orElse(nobodysHash);
    if (!encoder.matches(String.valueOf(request.getCredentials()), hash) || user.isEmpty()) {
      throttle.countWrong(email);
      throw refused(email);
    }
    throttle.forget(email);
    return new LoggedIn(user.get());
  }

  private RuntimeException refused(String email) {
    if (throttle.pause(email).isZero()) {
      return new BadCredentialsException("Wrong e-mail or password");
    }
    LOG.warn(
        "An account got {} wrong passwords in a row; it takes none for {} s",
        LoginThrottle.FREE_TRIES,
        throttle.pause(email).toSeconds());
    return new LockedException("Too many wrong passwords");
  }

  @Override
  public boolean supports(@Nullable Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.equals(authentication);
  }
}
