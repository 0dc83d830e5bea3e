package ru.fitcrm.hub.connectors.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class WebhookSecretTest {

  @Test
  void theVectorOfStandardWebhooksIsSignedAsThereGiven() {
    assertThat(
            WebhookSecret.sign(
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void aSecretMadeIsFitAndNeverTheSame() {
    String made = WebhookSecret.make();
    assertThat(WebhookSecret.isFit(made)).isTrue();
    assertThat(made).matches(WebhookSecret.SHAPE).isNotEqualTo(WebhookSecret.make());
  }

  @Test
  void aSecretHas24To64Bytes() {
    assertThat(WebhookSecret.isFit(ofBytes(23))).isFalse();
    assertThat(WebhookSecret.isFit(ofBytes(24))).isTrue();
    assertThat(WebhookSecret.isFit(ofBytes(64))).isTrue();
    assertThat(WebhookSecret.isFit(ofBytes(65))).isFalse();
    assertThat(WebhookSecret.isFit("whsec_no base64")).isFalse();
    assertThat(WebhookSecret.isFit(ofBytes(32).substring("whsec_".length()))).isFalse();
  }

  private static String ofBytes(int length) {
    return "whsec_" + Base64.getEncoder().encodeToString(new byte[length]);
  }
}
