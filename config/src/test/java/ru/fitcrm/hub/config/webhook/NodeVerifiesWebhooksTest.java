package ru.fitcrm.hub.config.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.webhook.Receiver.Got;

/**
 * The npm package standardwebhooks verifies what the hub sent, at that moment: it refuses old
 * timestamps. Installed by npm below target; skipped, and said so, without node, npm or registry.
 */
class NodeVerifiesWebhooksTest {

  private static final Path INSTALLED = Path.of("target", "standardwebhooks").toAbsolutePath();

  @Test
  void npmStandardwebhooksVerifiesASentWebhookAndRefusesAChangedOne() throws Exception {
    assumeTrue(isInstalled(), "SKIPPED: npm cannot install standardwebhooks on this machine");
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

  private static boolean isInstalled() throws IOException, InterruptedException {
    if (Files.isDirectory(INSTALLED.resolve("node_modules/standardwebhooks"))) {
      return true;
    }
    Files.createDirectories(INSTALLED);
    List<String> install =
        List.of("npm", "install", "--no-save", "--no-package-lock", "standardwebhooks@1.1.1");
    try {
      return new ProcessBuilder(install)
              .directory(INSTALLED.toFile())
              .redirectErrorStream(true)
              .redirectOutput(INSTALLED.resolve("npm.log").toFile())
              .start()
              .waitFor()
          == 0;
    } catch (IOException noNpm) {
      return false;
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
