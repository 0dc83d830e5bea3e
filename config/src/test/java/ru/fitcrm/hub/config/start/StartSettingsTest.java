package ru.fitcrm.hub.config.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartSettingsTest {

  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  @TempDir private Path temp;

  @Test
  void nothingGivenIsAHubWithItsOwnDatabase() {
    StartSettings settings = read(Map.of());
    assertThat(settings.port()).isEqualTo(8080);
    assertThat(settings.database()).isNull();
    assertThat(settings.secretKey()).isNull();
    assertThat(settings.data()).isAbsolute().hasFileName("data");
    assertThat(settings.demo()).isFalse();
    assertThat(settings.retrySchedule())
        .hasSize(8)
        .startsWith(Duration.ZERO, Duration.ofSeconds(5))
        .endsWith(Duration.ofHours(10));
    assertThat(settings.warnings()).isEmpty();
  }

  @Test
  void anExternalDatabaseMayHaveAnOwnerOfItsOwn() {
    StartSettings settings =
        read(
            Map.of(
                "HUB_DB_URL", "jdbc:postgresql://db/hub",
                "HUB_DB_USER", "app",
                "HUB_DB_PASSWORD", "one",
                "HUB_DB_OWNER_USER", "owner",
                "HUB_DB_OWNER_PASSWORD", "two",
                "HUB_SECRET_KEY", KEY));
    DatabaseLogins logins = Objects.requireNonNull(settings.database());
    assertThat(logins.app()).isEqualTo(new LoginName("app", "one"));
    assertThat(logins.owner()).isEqualTo(new LoginName("owner", "two"));
    assertThat(settings + " " + logins).doesNotContain("one").doesNotContain(KEY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HUB_PORT | eighty",
        "HUB_PORT | 65536",
        "HUB_PORT | -1",
        "HUB_DEMO | yes",
        "HUB_ADMIN_EMAIL | nobody",
        "HUB_ADMIN_API_KEY | two words",
        "HUB_SECRET_KEY | c2hvcnQ=",
        "HUB_SECRET_KEY | not base64!",
        "HUB_RETRY_SCHEDULE | 5,,6",
        "HUB_RETRY_SCHEDULE | 5,-6",
        "HUB_ALLOW_TARGETS | 10.0.0.0",
        "HUB_ALLOW_TARGETS | 10.0.0.0/33",
        "HUB_ALLOW_TARGETS | 300.0.0.0/8",
        "HUB_ALLOW_TARGETS | example.org/8",
        "HUB_DB_USER | somebody",
        "HUB_CONFIG | /no/such/file",
      })
  void aWrongSettingIsOneLineThatNamesIt(String name, String value) {
    assertThatThrownBy(() -> read(Map.of(name, value)))
        .isInstanceOfSatisfying(
            StartRefused.class,
            refused ->
                assertThat(refused.lines()).singleElement().asString().startsWith(name + ": "));
  }

  @Test
  void allThatIsMissingIsToldAtOnce() {
    assertThatThrownBy(() -> read(Map.of("HUB_DB_URL", "jdbc:mysql://db/hub", "HUB_PORT", "x")))
        .isInstanceOfSatisfying(
            StartRefused.class,
            refused ->
                assertThat(refused.lines())
                    .extracting(line -> line.replaceFirst(":.*", ""))
                    .containsExactlyInAnyOrder(
                        "HUB_DB_URL",
                        "HUB_DB_USER",
                        "HUB_DB_PASSWORD",
                        "HUB_SECRET_KEY",
                        "HUB_PORT"));
  }

  @Test
  void propertyWinsOverEnvironmentOverFileAndUnknownNamesAreWarned() throws IOException {
    Path file = temp.resolve("hub.properties");
    Files.writeString(file, "HUB_PORT=1\nHUB_DEMO=true\nHUB_ALLOW_TARGETS=10.0.0.0/8,fd00::/8\n");
    Properties system = new Properties();
    system.setProperty("HUB_PORT", "3");
    Map<String, String> environment = new HashMap<>();
    environment.put("HUB_CONFIG", file.toString());
    environment.put("HUB_PORT", "2");
    environment.put("HUB_PROT", "4");
    environment.put("HUB_DB_URL", " ");
    StartSettings settings = StartSettings.read(system, environment);
    assertThat(settings.port()).isEqualTo(3);
    assertThat(settings.demo()).isTrue();
    assertThat(settings.allowTargets()).isEqualTo(List.of("10.0.0.0/8", "fd00::/8"));
    assertThat(settings.warnings()).singleElement().asString().startsWith("HUB_PROT: ");
  }

  private static StartSettings read(Map<String, String> environment) {
    return StartSettings.read(new Properties(), environment);
  }
}
