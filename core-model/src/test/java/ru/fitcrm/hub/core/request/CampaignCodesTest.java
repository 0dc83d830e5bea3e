package ru.fitcrm.hub.core.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a form's marks an event may carry. */
class CampaignCodesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yandex",
        "cpc",
        "летняя-акция_2026",
        "{campaign_id}|{ad_id}",
        "17845612345",
        "2026-11-22",
        "vk/club:1"
      })
  void aCampaignsCodeStays(String code) {
    assertThat(CampaignCodes.of(Map.of("utm_source", code), "RU"))
        .containsEntry("utm_source", code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Анна Серова",
        "89161234567",
        "+79161234567",
        "8(916)123-45-67",
        "may-2026-89161234567",
        "9161234567",
        "x79161234567x",
        "anna@example.com",
        "8-916_123.45.67"
      })
  void whatTellsOfAPersonDoesNot(String told) {
    assertThat(CampaignCodes.of(Map.of("utm_source", told), "RU")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {101, 4_000})
  void whatIsTooLongForACodeDoesNot(int length) {
    assertThat(CampaignCodes.of(Map.of("utm_term", "a".repeat(length)), "RU")).isEmpty();
  }
}
