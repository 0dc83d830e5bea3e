package ru.fitcrm.hub.config.console.night;

import java.util.List;

/** The zones most clubs live in, from west to east. */
final class ZonesOfRussia {

  private static final List<String> ALL =
      List.of(
          "Europe/Kaliningrad",
          "Europe/Moscow",
          "Europe/Samara",
          "Asia/Yekaterinburg",
          "Asia/Omsk",
          "Asia/Novosibirsk",
          "Asia/Krasnoyarsk",
          "Asia/Irkutsk",
          "Asia/Yakutsk",
          "Asia/Vladivostok",
          "Asia/Magadan",
          "Asia/Kamchatka");

  private ZonesOfRussia() {}

  static List<String> all() {
    return ALL;
  }
}
