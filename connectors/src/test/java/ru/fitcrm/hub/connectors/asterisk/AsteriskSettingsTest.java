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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://pbx:5432/asteriskcdrdb, true",
    "jdbc:mariadb://pbx:3306/asteriskcdrdb, true",
    "jdbc:postgresql://pbx/subscriptions?ssl=true, true",
    "jdbc:postgresql://pbx/cdr?socketFactory=org.example.Evil, false",
    "jdbc:postgresql://pbx/cdr?ssl=true&loggerFile=/etc/cron.d/x, false",
    "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM x, false",
    "http://pbx/cdr, false"
  })
  void aDatabaseOfCallRecordsMayNotNameClassesOrScripts(String url, boolean accepted)
      throws JsonProcessingException {
    String cdr =
        """
        {"host": "pbx", "username": "hub", "password": "p",
         "cdr": {"jdbcUrl": "%s", "username": "reader", "password": "p"}}"""
            .formatted(url);
    assertThat(wrongFields(cdr)).isEqualTo(accepted ? List.of() : List.of("cdr.jdbcUrl"));
  }

  @Test
  void howToDialIsChecked() throws JsonProcessingException {
    String settings =
        """
        {"host": "pbx", "username": "hub", "password": "p", "dialTemplate": "%s", "dialFormat": "%s"}""";
    assertThat(wrongFields(settings.formatted("SIP/{extension}", "E164"))).isEmpty();
    assertThat(wrongFields(settings.formatted("SIP/101", "7")))
        .containsExactlyInAnyOrder("dialTemplate", "dialFormat");
  }

  @Test
  void missingFieldsAreNamedByValidation() throws JsonProcessingException {
    assertThat(wrongFields("{\"port\": 70000, \"clubNumbers\": [\"\"]}"))
        .containsExactlyInAnyOrder("host", "port", "username", "password", "clubNumbers[0].number");
  }

  private List<String> wrongFields(String settings) throws JsonProcessingException {
    Validator validator =
        Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator();
    return validator.validate(json.readValue(settings, AsteriskSettings.class)).stream()
        .map(violation -> violation.getPropertyPath().toString())
        .toList();
  }

  @Test
  void thePasswordIsNeverPrinted() {
    assertThat(HeardLine.settings(1).toString()).doesNotContain("secret");
  }
}
