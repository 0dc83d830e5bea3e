package ru.fitcrm.hub.config.start;

import org.jspecify.annotations.Nullable;

/** The bean that sees to it that somebody may log in; asked once, when the hub has started. */
public interface FirstAdmin {

  /** Makes the administrator if there is none yet. */
  Account ensure(StartSettings settings);

  /**
   * @param email who may log in
   * @param generatedPassword made just now and shown this once; null if given or made before
   * @param generatedApiKey as the password
   */
  record Account(
      String email, @Nullable String generatedPassword, @Nullable String generatedApiKey) {

    @Override
    public String toString() {
      return email;
    }
  }
}
