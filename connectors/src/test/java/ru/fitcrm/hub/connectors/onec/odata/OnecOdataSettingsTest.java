package ru.fitcrm.hub.connectors.onec.odata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.connectors.settings.DescribeSettings;
import ru.fitcrm.hub.connectors.settings.SettingsShape;

class OnecOdataSettingsTest {

  private final ObjectMapper json = new ObjectMapper();
  private final Validator validator =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();

  @Test
  void anAddressALoginAndAMapAreEnough() throws JsonProcessingException {
    OnecOdataSettings settings =
        json.readValue(
            """
            {"baseUrl": "https://1c.club.ru/fitness/odata/standard.odata/", "username": "Хаб",
             "password": "п", "map": {"entities": [{"rows": "CLIENTS", "entity": "Catalog_Клиенты"}]}}""",
            OnecOdataSettings.class);
    assertThat(validator.validate(settings)).isEmpty();
    assertThat(settings.service()).isEqualTo("https://1c.club.ru/fitness/odata/standard.odata/");
    assertThat(settings.toString()).doesNotContain("Хаб");
    assertThat(json.readValue(json.writeValueAsString(settings), OnecOdataSettings.class))
        .isEqualTo(settings);
  }

  @Test
  void theMapOfTheTestsIsValid() {
    assertThat(validator.validate(ClubWithOdata.map())).isEmpty();
  }

  @Test
  void whatIsWrongIsNamedByItsPlace() throws JsonProcessingException {
    OnecOdataSettings settings =
        json.readValue(
            """
            {"baseUrl": "https://1c/fitness", "username": "Хаб", "password": "п", "pageSize": 0,
             "exchangePlan": {"name": "Об мен"},
             "map": {"entities": [{"rows": "CLIENTS", "entity": "Catalog_Клиенты", "filter": "Code gt 5"},
                                  {"entity": "Catalog_Клиенты"}],
                     "fields": [{"entity": "Catalog_Клиенты", "field": "имя", "property": "Code"},
                                {"entity": "Catalog_Другие", "field": "name", "property": "Code"},
                                {"entity": "Catalog_Клиенты", "field": "name"}]}}""",
            OnecOdataSettings.class);
    assertThat(validator.validate(settings))
        .extracting(wrong -> wrong.getPropertyPath().toString())
        .containsExactlyInAnyOrder(
            "pageSize",
            "exchangePlan.name",
            "exchangePlan.node",
            "map.entities[0].filter",
            "map.entities[1].rows",
            "map.entities[1].entity",
            "map.fields[0].field",
            "map.fields[1].entity",
            "map.fields[2].property");
  }

  @Test
  void theFormHasARowForEachEntityAndEachField() {
    SettingsShape shape = new DescribeSettings(json, validator).of(OnecOdataSettings.class);
    assertThat(shape.at("map").orElseThrow().required()).isFalse();
    assertThat(shape.at("map.entities.rows").orElseThrow().choices()).contains("CLIENTS", "SHIFTS");
    assertThat(shape.at("map.fields.where").orElseThrow().items()).isNotNull();
    assertThat(shape.secrets()).containsExactly("password");
  }
}
