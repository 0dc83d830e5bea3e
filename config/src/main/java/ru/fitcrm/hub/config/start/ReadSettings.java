package ru.fitcrm.hub.config.start;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns given texts into {@link StartSettings}, collecting every fault before it refuses. */
final class ReadSettings {

  private static final String DEFAULT_RETRIES = "0,5,300,1800,7200,18000,36000,36000";

  private final SettingSources sources;
  private final List<String> problems = new ArrayList<>();

  ReadSettings(SettingSources sources) {
    this.sources = sources;
    problems.addAll(sources.problems());
  }

  StartSettings read() {
    DatabaseLogins database = database();
    StartSettings settings =
        new StartSettings(
            port(),
            database,
            data(),
            adminEmail(),
            text(Setting.HUB_ADMIN_PASSWORD),
            adminApiKey(),
            secretKey(database != null || text(Setting.HUB_DB_URL) != null),
            demo(),
            retries(),
            allowTargets(),
            warnings());
    if (!problems.isEmpty()) {
      throw new StartRefused(problems);
    }
    return settings;
  }

  private int port() {
    String text = text(Setting.HUB_PORT);
    if (text == null) {
      return 8080;
    }
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException notNumber) {
      // Told below, as for a number out of range.
    }
    return wrong(Setting.HUB_PORT, quoted(text) + " is no port. Set a number 0–65535, as 8080.", 0);
  }

  private @Nullable DatabaseLogins database() {
    String url = text(Setting.HUB_DB_URL);
    if (url == null) {
      refuseLoginWithoutUrl();
      return null;
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      wrong(
          Setting.HUB_DB_URL,
          "is not a PostgreSQL URL. Set it like jdbc:postgresql://db.example.org:5432/hub.");
    }
    String user = required(Setting.HUB_DB_USER);
    String password = required(Setting.HUB_DB_PASSWORD);
    LoginName app = new LoginName(user, password);
    return new DatabaseLogins(url, owner(app), app, DatabaseLogins.PLATFORM_ROLE);
  }

  private void refuseLoginWithoutUrl() {
    for (Setting setting :
        List.of(
            Setting.HUB_DB_USER,
            Setting.HUB_DB_PASSWORD,
            Setting.HUB_DB_OWNER_USER,
            Setting.HUB_DB_OWNER_PASSWORD)) {
      if (text(setting) != null) {
        wrong(
            setting,
            "is set but HUB_DB_URL is not. Set HUB_DB_URL too, or unset it to use the embedded"
                + " database.");
      }
    }
  }

  private LoginName owner(LoginName app) {
    if (text(Setting.HUB_DB_OWNER_USER) == null) {
      if (text(Setting.HUB_DB_OWNER_PASSWORD) != null) {
        wrong(Setting.HUB_DB_OWNER_PASSWORD, "is set alone. Set HUB_DB_OWNER_USER too.");
      }
      return app;
    }
    return new LoginName(
        required(Setting.HUB_DB_OWNER_USER), required(Setting.HUB_DB_OWNER_PASSWORD));
  }

  private String required(Setting setting) {
    String text = text(setting);
    return text != null ? text : wrong(setting, "is missing. HUB_DB_URL needs it: set it.", "");
  }

  private Path data() {
    String text = text(Setting.HUB_DATA);
    try {
      return Path.of(text == null ? "data" : text).toAbsolutePath().normalize();
    } catch (InvalidPathException bad) {
      return wrong(Setting.HUB_DATA, "is no path. Set a folder, as ./data.", Path.of("data"));
    }
  }

  private @Nullable String adminEmail() {
    String text = text(Setting.HUB_ADMIN_EMAIL);
    if (text != null && !text.matches("[^@\\s]+@[^@\\s]+")) {
      wrong(
          Setting.HUB_ADMIN_EMAIL, quoted(text) + " is no e-mail. Set it like admin@example.org.");
    }
    return text;
  }

  private @Nullable String adminApiKey() {
    String text = text(Setting.HUB_ADMIN_API_KEY);
    if (text != null && !text.matches("[\\x21-\\x7e]+")) {
      wrong(
          Setting.HUB_ADMIN_API_KEY,
          "has spaces or other than Latin characters. Set letters, digits and signs only.");
    }
    return text;
  }

  private @Nullable HubKey secretKey(boolean external) {
    String text = text(Setting.HUB_SECRET_KEY);
    String fix = "Set base64 of 32 random bytes, as printed by: openssl rand -base64 32";
    if (text != null) {
      HubKey key = HubKey.parse(text).orElse(null);
      return key != null
          ? key
          : wrong(Setting.HUB_SECRET_KEY, "is not base64 of 32 bytes. " + fix, HubKey.random());
    }
    if (external) {
      wrong(Setting.HUB_SECRET_KEY, "is missing; with HUB_DB_URL it is required. " + fix);
    }
    return null;
  }

  private boolean demo() {
    String text = text(Setting.HUB_DEMO);
    if (text == null || text.equalsIgnoreCase("false")) {
      return false;
    }
    return text.equalsIgnoreCase("true")
        || wrong(Setting.HUB_DEMO, quoted(text) + " is neither. Set true or false.", false);
  }

  private List<Duration> retries() {
    String text = text(Setting.HUB_RETRY_SCHEDULE);
    try {
      List<Duration> waits =
          Arrays.stream((text == null ? DEFAULT_RETRIES : text).split(",", -1))
              .map(part -> Duration.ofSeconds(Integer.parseInt(part.strip())))
              .toList();
      if (waits.stream().noneMatch(Duration::isNegative)) {
        return waits;
      }
    } catch (NumberFormatException notSeconds) {
      // Told below, as for a negative number.
    }
    return wrong(
        Setting.HUB_RETRY_SCHEDULE,
        quoted(text) + " is no list of seconds. Set it like " + DEFAULT_RETRIES + ".",
        List.of());
  }

  private List<String> allowTargets() {
    String text = text(Setting.HUB_ALLOW_TARGETS);
    if (text == null) {
      return List.of();
    }
    List<String> cidrs = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    cidrs.stream()
        .filter(cidr -> !AddressRange.valid(cidr))
        .forEach(
            cidr ->
                wrong(
                    Setting.HUB_ALLOW_TARGETS,
                    quoted(cidr) + " is no address range. Set CIDRs like 10.0.0.0/8,fd00::/8."));
    return cidrs;
  }

  private List<String> warnings() {
    return sources.values().keySet().stream()
        .filter(name -> !Setting.known(name))
        .map(name -> name + ": the hub knows no such setting and ignores it. Check the spelling.")
        .toList();
  }

  private @Nullable String text(Setting setting) {
    return sources.values().get(setting.name());
  }

  private void wrong(Setting setting, String what) {
    problems.add(setting + ": " + what);
  }

  private <T> T wrong(Setting setting, String what, T instead) {
    wrong(setting, what);
    return instead;
  }

  private static String quoted(@Nullable String text) {
    return "\"" + text + "\"";
  }
}
