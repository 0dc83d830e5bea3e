package ru.fitcrm.hub.connectors.asterisk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;

class AsteriskSettingsTest {
  private final ObjectMapper json = new ObjectMapper();

  @Test
  void clubNumbersMayBePlainOrWithTheirBranch() throws JsonProcessingException {
    AsteriskSettings settings =
        json.readValue(
            """
            {"host": "pbx", "username": "hub", "password": "p", "trunks": ["provider"],
             "clubNumbers": ["74951230001", 74951230002,
               {"number": "74951230003", "branchId": 7, "source": "Яндекс"}]}
            """,
            AsteriskSettings.class);

    assertThat(settings.port()).isEqualTo(5038);
    assertThat(settings.clubNumbers())
        .containsExactly(
            new ClubNumber("74951230001", null, null),
            new ClubNumber("74951230002", null, null),
            new ClubNumber("74951230003", 7L, "Яндекс"));
  }

  @Test
  void whatIsWrittenCanBeReadAgain() throws JsonProcessingException {
    AsteriskSettings settings = HeardLine.settings(5039);
    assertThat(json.readValue(json.writeValueAsString(settings), AsteriskSettings.class))
        .isEqualTo(settings);
  }

  @Test
  void aMistypedFieldIsNamed() {
    assertThatThrownBy(
            () -> json.readValue("{\"host\": \"pbx\", \"trunk\": []}", AsteriskSettings.class))
        .hasMessageContaining("\"trunk\"");
  }

  @Test
  void missingFieldsAreNamedByValidation() throws JsonProcessingException {
    AsteriskSettings settings =
        json.readValue("{\"port\": 70000, \"clubNumbers\": [\"\"]}", AsteriskSettings.class);
    Validator validator =
        Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();

    List<String> fields =
        validator.validate(settings).stream().map(v -> v.getPropertyPath().toString()).toList();
    assertThat(fields)
        .containsExactlyInAnyOrder("host", "port", "username", "password", "clubNumbers[0].number");
  }

  @Test
  void thePasswordIsNeverPrinted() {
    assertThat(HeardLine.settings(1).toString()).doesNotContain("secret");
  }
}
