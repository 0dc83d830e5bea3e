package ru.fitcrm.hub.connectors.onec.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import ru.fitcrm.hub.connectors.onec.CallsPerBase;
import ru.fitcrm.hub.connectors.onec.SelfSigned;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Mode;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.sandbox.onec.SandboxOnec;

/** A club's own server signs itself: it is trusted where the connection names its certificate. */
class TrustedServerTest {

  @TempDir private static Path folder;
  private static final int SECONDS = 10;

  @Test
  void aServerThatSignsItselfIsRefusedWithoutItsCertificate() {
    try (SandboxOnec onec = onec(SelfSigned.make(folder, "unnamed"))) {
      Trouble refused = trouble(read(onec, null));
      assertThat(refused.kind()).isEqualTo(Trouble.Kind.REFUSED);
      assertThat(refused.code()).isEqualTo("certificate");
      assertThat(onec.requests()).as("no password went to a stranger").isEmpty();
    }
  }

  @Test
  void itIsReadWithItsCertificateInTheConnectionsSettings() {
    SelfSigned own = SelfSigned.make(folder, "own");
    try (SandboxOnec onec = onec(own)) {
      assertThat(read(onec, own.pem())).isInstanceOf(Reading.Page.class);
      assertThat(read(onec, own.pem().replace('\n', ' ')))
          .as("line breaks lost in a form")
          .isInstanceOf(Reading.Page.class);
      assertThat(trouble(read(onec, null)).code())
          .as("nobody else's trust changed")
          .isEqualTo("certificate");
    }
  }

  @Test
  void anotherServersCertificateDoesNotOpenIt() {
    try (SandboxOnec onec = onec(SelfSigned.make(folder, "true"))) {
      Trouble refused = trouble(read(onec, SelfSigned.make(folder, "false").pem()));
      assertThat(refused.kind()).isEqualTo(Trouble.Kind.REFUSED);
      assertThat(refused.code()).isEqualTo("certificate");
      assertThat(onec.requests()).isEmpty();
    }
  }

  @Test
  void whatIsNoCertificateIsNamedAsSuch() {
    try (SandboxOnec onec = onec(SelfSigned.make(folder, "any"))) {
      assertThat(trouble(read(onec, "нет")).code()).isEqualTo("certificate-unreadable");
    }
  }

  private static SandboxOnec onec(SelfSigned certificate) {
    return SandboxOnec.start(SandboxOnec.settings().clients(10).tls(certificate.context()));
  }

  private static Reading read(SandboxOnec onec, @Nullable String trusted) {
    OnecOdataConnector connector = new OnecOdataConnector(new CallsPerBase(), 8L * 1024 * 1024);
    OnecOdataSettings settings =
        new OnecOdataSettings(
            onec.publicationUrl(),
            "Хаб",
            "пароль",
            ClubWithOdata.PLAN,
            100,
            SECONDS,
            trusted,
            ClubWithOdata.map(),
            null);
    try (ClubSystem system = connector.open(settings, ClubWithOdata.MOSCOW)) {
      return system.read(Mode.FULL, null);
    }
  }

  private static Trouble trouble(Reading reading) {
    assertThat(reading).isInstanceOf(Reading.Not.class);
    return ((Reading.Not) reading).trouble();
  }
}
