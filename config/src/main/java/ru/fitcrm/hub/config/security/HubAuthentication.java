package ru.fitcrm.hub.config.security;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import ru.fitcrm.hub.core.access.Principal;

/**
 * Somebody known to the hub, by a key or a session. {@link #getPrincipal} is the core's {@link
 * Principal}; {@link #getName} is its name, so that a session's row holds no more than that.
 */
public final class HubAuthentication extends AbstractAuthenticationToken {

  private static final long serialVersionUID = 1L;

  private final Principal principal;

  public HubAuthentication(Principal principal) {
    super(List.of(new SimpleGrantedAuthority("ROLE_" + principal.role().name())));
    this.principal = principal;
    setAuthenticated(true);
  }

  @Override
  public @Nullable Object getCredentials() {
    return null;
  }

  @Override
  public Principal getPrincipal() {
    return principal;
  }

  @Override
  public String getName() {
    return principal.name();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof HubAuthentication that
        && super.equals(other)
        && principal.equals(that.principal);
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), principal);
  }
}
