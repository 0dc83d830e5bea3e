package ru.fitcrm.hub.config.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.webhook.Receiver.Got;

/**
 * The npm package standardwebhooks verifies what the hub sent. Skipped, and said so, where it is
 * not installed:
 *
 * <pre>
 * npm install --no-save --no-package-lock --prefix /tmp/verify standardwebhooks@1.1.1
 * mvn -pl config -am test -Dtest=NodeVerifiesWebhooksTest -Dwebhook.verifier=/tmp/verify
 * </pre>
 */
class NodeVerifiesWebhooksTest {

  private static final Path INSTALLED =
      Path.of(System.getProperty("webhook.verifier", "/tmp/verify"));

  @Test
  void npmStandardwebhooksVerifiesASentWebhookAndRefusesAChangedOne() throws Exception {
    assumeTrue(
        Files.isDirectory(INSTALLED.resolve("node_modules/standardwebhooks")),
        "SKIPPED: npm standardwebhooks is not installed in " + INSTALLED + ", see this class");
    ClubWithWebhooks club = new ClubWithWebhooks();
    try (Receiver receiver = new Receiver()) {
      Answer made = club.endpoint(receiver.url(), ", \"eventTypes\": [\"task.created\"]");
      Answer rotated = club.post("/" + made.id() + "/rotate", "");
      club.card(club.person());
      Got got =
          await()
              .atMost(ClubWithWebhooks.SOON)
              .until(receiver::all, all -> !all.isEmpty())
              .getFirst();

      assertThat(verdict(made.text("secret"), got, got.body())).isEqualTo("VERIFIED");
      assertThat(verdict(rotated.text("secret"), got, got.body())).isEqualTo("VERIFIED");
      assertThat(verdict(made.text("secret"), got, got.body() + " ")).startsWith("REFUSED");
    }
  }

  private static String verdict(String secret, Got got, String body)
      throws IOException, InterruptedException {
    Path script = INSTALLED.resolve("verify.mjs");
    try (var source =
        Objects.requireNonNull(
            NodeVerifiesWebhooksTest.class.getResourceAsStream("/webhook/verify.mjs"))) {
      Files.write(script, source.readAllBytes());
    }
    Process node = new ProcessBuilder("node", script.toString()).redirectErrorStream(true).start();
    try (var in = node.getOutputStream()) {
      in.write(
          new ObjectMapper()
              .writeValueAsBytes(
                  Map.of(
                      "secret", secret,
                      "id", got.id(),
                      "timestamp", got.timestamp(),
                      "signature", got.signature(),
                      "body", body)));
    }
    String said = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(node.waitFor()).as(said).isZero();
    return said;
  }
}
