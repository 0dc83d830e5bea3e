package ru.fitcrm.hub.config.start;

import java.util.Arrays;

/** Every start-up setting, by the name it has in the environment and in the file. */
enum Setting {
  HUB_CONFIG,
  HUB_PORT,
  HUB_DB_URL,
  HUB_DB_USER,
  HUB_DB_PASSWORD,
  HUB_DB_OWNER_USER,
  HUB_DB_OWNER_PASSWORD,
  HUB_DATA,
  HUB_ADMIN_EMAIL,
  HUB_ADMIN_PASSWORD,
  HUB_ADMIN_API_KEY,
  HUB_SECRET_KEY,
  HUB_DEMO,
  HUB_RETRY_SCHEDULE,
  HUB_ALLOW_TARGETS;

  static boolean known(String name) {
    return Arrays.stream(values()).anyMatch(setting -> setting.name().equals(name));
  }
}
