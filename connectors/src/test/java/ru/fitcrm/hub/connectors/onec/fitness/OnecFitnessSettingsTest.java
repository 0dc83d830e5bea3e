package ru.fitcrm.hub.connectors.onec.fitness;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnecFitnessSettingsTest {

  private final ObjectMapper json = new ObjectMapper();
  private final Validator validator =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();

  @Test
  void addressLoginAndKeyAreEnough() throws JsonProcessingException {
    OnecFitnessSettings settings =
        json.readValue(
            """
            {"baseUrl": "https://cloud.1c.fitness/app/12/hs/api/v3/", "username": "Хаб",
             "password": "п", "apiKey": "к"}""",
            OnecFitnessSettings.class);
    assertThat(validator.validate(settings)).isEmpty();
    assertThat(settings.service()).isEqualTo("https://cloud.1c.fitness/app/12/hs/api/v3/");
    assertThat(settings.toString()).doesNotContain("Хаб").doesNotContain("apiKey");
    assertThat(json.readValue(json.writeValueAsString(settings), OnecFitnessSettings.class))
        .isEqualTo(settings);
  }

  @Test
  void whatIsMissingOrWrongIsNamed() throws JsonProcessingException {
    OnecFitnessSettings settings =
        json.readValue(
            """
            {"baseUrl": "ftp://x", "tokenWay": "SIGN", "leadVia": "TILDA", "timeoutSeconds": 0,
             "ticketStatuses": ["frozen"]}""",
            OnecFitnessSettings.class);
    assertThat(validator.validate(settings))
        .extracting(wrong -> wrong.getPropertyPath().toString())
        .containsExactlyInAnyOrder(
            "baseUrl",
            "username",
            "password",
            "apiKey",
            "signSecret",
            "leadUrl",
            "ticketStatuses[0].<list element>",
            "timeoutSeconds");
  }

  @ParameterizedTest
  @CsvSource({
    "+79161234567, 79161234567",
    "8 (916) 123-45-67, 79161234567",
    "9161234567, 79161234567",
    "79161234567, 79161234567",
    "+375291234567, 375291234567",
    "+86 138 0013 8000, 8613800138000"
  })
  void aPhoneIsElevenDigitsFromSevenOnUnlessItIsForeign(String phone, String digits) {
    assertThat(Digits.of(phone)).isEqualTo(digits);
  }
}
