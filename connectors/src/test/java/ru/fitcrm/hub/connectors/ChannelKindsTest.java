package ru.fitcrm.hub.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import ru.fitcrm.hub.connectors.settings.DescribeSettings;
import ru.fitcrm.hub.connectors.settings.ReadSettings;
import ru.fitcrm.hub.connectors.settings.SettingsShape;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** What every kind of channel asks of its settings. */
class ChannelKindsTest {

  private final AnnotationConfigApplicationContext beans =
      new AnnotationConfigApplicationContext(
          "ru.fitcrm.hub.connectors.messenger",
          "ru.fitcrm.hub.connectors.sms",
          "ru.fitcrm.hub.connectors.mail");
  private final ObjectMapper json = new ObjectMapper();
  private final Validator validator =
      Validation.byDefaultProvider()
          .configure()
          .messageInterpolator(new ParameterMessageInterpolator())
          .buildValidatorFactory()
          .getValidator();
  private final DescribeSettings shapes = new DescribeSettings(json, validator);
  private final ReadSettings read = new ReadSettings(json, validator, shapes);

  @AfterEach
  void close() {
    beans.close();
  }

  private MessageConnector<?> kind(String name) {
    return beans.getBeansOfType(MessageConnector.class).values().stream()
        .map(each -> (MessageConnector<?>) each)
        .filter(each -> each.kind().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Record settings(String kind, String text) {
    return read.check(kind(kind).settingsType(), node(text), null).settings();
  }

  private ObjectNode node(String text) {
    try {
      return (ObjectNode) json.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sms-ru | apiId",
        "http-sms | password apiKey receiptSecret",
        "smpp | password",
        "smtp | password",
        "whatsapp-cloud | accessToken appSecret verifyToken",
        "telegram | token webhookSecret",
        "max | token webhookSecret",
        "messenger-gateway | password apiKey receiptSecret"
      })
  void secretsAreMarkedSo(String kind, String secrets) {
    SettingsShape shape = shapes.of(kind(kind).settingsType());
    assertThat(shape.secrets()).containsExactlyInAnyOrder(secrets.split(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sms-ru | {} | settings.apiId",
        "http-sms | {\"baseUrl\": \"https://x\"} | settings.send",
        "http-sms | {\"preset\": \"SMSC\"} | settings.baseUrl",
        "http-sms | {\"baseUrl\": \"https://x\", \"send\": {\"path\": \"/\", \"fields\": [\"a\"]}}"
            + " | settings.send.fields[0]",
        "smpp | {\"host\": \"h\", \"systemId\": \"s\", \"password\": \"123456789\","
            + " \"sender\": \"X\"} | settings.password",
        "smpp | {\"host\": \"h\", \"systemId\": \"s\", \"password\": \"p\","
            + " \"sender\": \"Клуб\"} | settings.sender",
        "smtp | {\"host\": \"h\"} | settings.from",
        "whatsapp-cloud | {\"phoneNumberId\": \"1\", \"accessToken\": \"a\", \"appSecret\": \"s\","
            + " \"verifyToken\": \"v\", \"version\": \"25\"} | settings.version",
        "telegram | {} | settings.token",
        "max | {\"token\": \"t\", \"webhookSecret\": \"а\"} | settings.webhookSecret",
        "messenger-gateway | {\"preset\": \"NOBODY\"} | settings.preset"
      })
  void whatIsMissingOrWrongIsNamed(String kind, String text, String field) {
    assertThat(
            org.assertj.core.api.Assertions.catchThrowableOfType(
                InvalidInput.class, () -> settings(kind, text)))
        .extracting(InvalidInput::field)
        .isEqualTo(field);
  }

  @Test
  void noSettingsTellTheirSecretsToALog() {
    Map<String, String> whole =
        Map.of(
            "sms-ru", "{\"apiId\": \"HUSH\"}",
            "http-sms",
                "{\"preset\": \"SMSC\", \"baseUrl\": \"https://x\", \"password\": \"HUSH\"}",
            "smpp",
                "{\"host\": \"h\", \"systemId\": \"s\", \"password\": \"HUSH\", \"sender\": \"X\"}",
            "smtp", "{\"host\": \"h\", \"from\": \"a@b.ru\", \"password\": \"HUSH\"}",
            "telegram", "{\"token\": \"HUSH\"}",
            "max", "{\"token\": \"HUSH\"}",
            "messenger-gateway",
                "{\"preset\": \"WAZZUP\", \"baseUrl\": \"https://x\", \"apiKey\": \"HUSH\"}");
    whole.forEach(
        (kind, text) -> assertThat(settings(kind, text).toString()).doesNotContain("HUSH"));
  }

  @Test
  void whatAPresetKnowsNeedNotBeSaidAndWhatDiffersMay() {
    assertThat(List.of("SMSC", "KANNEL"))
        .allSatisfy(
            preset ->
                assertThat(
                        settings(
                            "http-sms",
                            """
                            {"preset": "%s", "baseUrl": "https://x",
                             "send": {"path": "/own", "fields": []}}"""
                                .formatted(preset)))
                    .isNotNull());
  }
}
