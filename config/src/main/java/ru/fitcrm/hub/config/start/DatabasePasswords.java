package ru.fitcrm.hub.config.start;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Generated passwords of the embedded database, kept beside it. Its text shows none. */
record DatabasePasswords(String superuser, String owner, String app) {

  static DatabasePasswords random() {
    return new DatabasePasswords(word(), word(), word());
  }

  static DatabasePasswords read(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
      return new DatabasePasswords(
          of(properties, "superuser.password"),
          of(properties, "owner.password"),
          of(properties, "app.password"));
    } catch (IOException | IllegalArgumentException lost) {
      throw new StartRefused(
          "HUB_DATA: "
              + file
              + " is missing or damaged, and with it the passwords of the embedded database. Put"
              + " the file back from a copy of the folder.",
          lost);
    }
  }

  void write(Path file) throws IOException {
    PrivateFile.write(
        file,
        """
        # Passwords of the embedded PostgreSQL, made by the hub. Keep this file with the folder.
        superuser.password=%s
        owner.password=%s
        app.password=%s
        """
            .formatted(superuser, owner, app));
  }

  private static String of(Properties properties, String name) {
    String value = properties.getProperty(name);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(name);
    }
    return value;
  }

  private static String word() {
    byte[] bytes = new byte[24];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "DatabasePasswords[***]";
  }
}
