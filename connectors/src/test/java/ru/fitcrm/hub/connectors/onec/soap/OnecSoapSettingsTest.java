package ru.fitcrm.hub.connectors.onec.soap;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;

class OnecSoapSettingsTest {

  private final ObjectMapper json = new ObjectMapper();
  private final Validator validator =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();

  @Test
  void addressAndLoginAreEnough() throws JsonProcessingException {
    OnecSoapSettings settings =
        json.readValue(
            """
            {"baseUrl": "https://1c.club.ru/fitness/ws/hubexchange.1cws?wsdl",
             "username": "Хаб", "password": "п"}""",
            OnecSoapSettings.class);

    assertThat(validator.validate(settings)).isEmpty();
    assertThat(settings.endpoint()).isEqualTo("https://1c.club.ru/fitness/ws/hubexchange.1cws");
    assertThat(settings.pageSize()).isEqualTo(1000);
    assertThat(settings.timeoutSeconds()).isEqualTo(90);
    assertThat(settings.soapVersion()).isEqualTo("1.1");
    assertThat(settings.toString()).doesNotContain("п\"").doesNotContain("password");
    assertThat(json.readValue(json.writeValueAsString(settings), OnecSoapSettings.class))
        .isEqualTo(settings);
  }

  @Test
  void whatIsWrongIsNamed() throws JsonProcessingException {
    OnecSoapSettings settings =
        json.readValue(
            """
            {"baseUrl": "https://hub:secret@1c.club.ru/ws/x.1cws", "pageSize": 0,
             "soapVersion": "1.3", "trustedCertificate": "доверяй всем"}""",
            OnecSoapSettings.class);

    assertThat(validator.validate(settings))
        .extracting(wrong -> wrong.getPropertyPath().toString())
        .containsExactlyInAnyOrder(
            "baseUrl", "username", "password", "pageSize", "soapVersion", "trustedCertificate");
  }
}
