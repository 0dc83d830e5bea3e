package ru.fitcrm.hub.config.testing;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.connectors.Connector;
import ru.fitcrm.hub.core.connection.Secret;
import ru.fitcrm.hub.core.connection.TestReport;

/** Kind {@code test}: its Test succeeds when the password is {@code open}. */
@Component
class TestConnector implements Connector<TestConnector.Settings> {

  record Settings(
      @NotBlank @Nullable String host,
      @Min(1) @Max(65535) @Nullable Integer port,
      @Secret @NotBlank @Nullable String password,
      @Nullable List<String> trunks,
      @Valid @Nullable Cdr cdr) {}

  record Cdr(@NotBlank @Nullable String jdbcUrl, @Secret @Nullable String password) {}

  @Override
  public String kind() {
    return "test";
  }

  @Override
  public Class<Settings> settingsType() {
    return Settings.class;
  }

  @Override
  public TestReport test(Settings settings) {
    boolean ok = "open".equals(settings.password());
    return TestReport.of(
        List.of(
            new TestReport.Step(
                "login", ok, ok ? "Welcome" : "No", ok ? null : "test.password-wrong")));
  }
}
