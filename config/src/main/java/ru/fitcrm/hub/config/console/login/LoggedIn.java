package ru.fitcrm.hub.config.console.login;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import ru.fitcrm.hub.core.access.Principal;
import ru.fitcrm.hub.core.access.UserAccounts;

/** Somebody who gave the right password. Kept in the session, so it holds no password. */
public final class LoggedIn extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  /** As long as the column the session keeps the name in. */
  private static final int LONGEST_NAME = 100;

  private final Principal principal;
  private final long userId;

  LoggedIn(UserAccounts.User user) {
    super(List.of(new SimpleGrantedAuthority("ROLE_" + user.principal().role())));
    this.principal = user.principal();
    this.userId = user.id();
    setAuthenticated(true);
  }

  /** Whose account it is, for what is remembered of a user. */
  public long userId() {
    return userId;
  }

  @Override
  public Principal getPrincipal() {
    return principal;
  }

  @Override
  public String getCredentials() {
    return "";
  }

  @Override
  public String getName() {
    String name = principal.name();
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LoggedIn that && userId == that.userId && super.equals(other);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), userId);
  }
}
