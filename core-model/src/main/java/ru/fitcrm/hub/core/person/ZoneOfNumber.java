package ru.fitcrm.hub.core.person;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * In which zone a number is, by the plans of numbers: of a country or city with one zone. A Russian
 * mobile goes with its owner through all eleven, so nothing is known of it.
 */
public final class ZoneOfNumber {

  /** Of one zone since 2024; its mobiles share +7 with Russia's, and the plan mixes them up. */
  private static final String KAZAKHSTAN = "KZ";

  private static final ZoneId KAZAKHSTANS = ZoneId.of("Asia/Almaty");

  /** The plan names a neighbour that puts its clocks forward in summer. */
  private static final String KALININGRAD = "+74012";

  private static final ZoneId KALININGRADS = ZoneId.of("Europe/Kaliningrad");

  private ZoneOfNumber() {}

  /**
   * @param e164 a number; anything else is in no zone
   */
  public static Optional<ZoneId> of(@Nullable String e164) {
    if (e164 == null || !e164.startsWith("+")) {
      return Optional.empty();
    }
    if (e164.startsWith(KALININGRAD)) {
      return Optional.of(KALININGRADS);
    }
    try {
      Phonenumber.PhoneNumber number = PhoneNumberUtil.getInstance().parse(e164, null);
      if (KAZAKHSTAN.equals(PhoneNumberUtil.getInstance().getRegionCodeForNumber(number))) {
        return Optional.of(KAZAKHSTANS);
      }
      List<String> zones = PhoneNumberToTimeZonesMapper.getInstance().getTimeZonesForNumber(number);
      return zones.size() == 1 ? zone(zones.get(0)) : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /** What is in no zone is told as one of a name of its own. */
  private static Optional<ZoneId> zone(String name) {
    try {
      return name.equals(PhoneNumberToTimeZonesMapper.getUnknownTimeZone())
          ? Optional.empty()
          : Optional.of(ZoneId.of(name));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
