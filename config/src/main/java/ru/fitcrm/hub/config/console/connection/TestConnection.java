package ru.fitcrm.hub.config.console.connection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.config.connection.SaveConnection;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.connectors.settings.SettingsShape;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Runs a connection's Test, as it is saved or as it is typed, and tells what kept it from that. */
@Component
class TestConnection {

  private final ClubGate gate;
  private final Connections connections;
  private final SaveConnection save;
  private final KindShapes kinds;

  TestConnection(ClubGate gate, Connections connections, SaveConnection save, KindShapes kinds) {
    this.gate = gate;
    this.connections = connections;
    this.save = save;
    this.kinds = kinds;
  }

  TestReport saved(Visit visit, long id) {
    String kind = gate.inClub(visit.club().clubId(), () -> connections.get(id)).kind();
    if (!kinds.names().contains(kind)) {
      return failed("kind", kind, "test.kind-unknown");
    }
    return report(visit, kind, () -> save.test(visit.club().clubId(), id));
  }

  /**
   * @param id the connection whose secrets stand for those not typed, null for a new one
   */
  TestReport typed(Visit visit, String kind, SettingsText typed, @Nullable Long id) {
    SettingsShape shape = kinds.of(kind);
    @Nullable ObjectNode stored =
        id == null
            ? null
            : gate.inClub(visit.club().clubId(), () -> connections.settingsWithSecrets(id));
    return report(visit, kind, () -> save.test(kind, ReadTyped.of(shape, typed), stored));
  }

  private TestReport report(Visit visit, String kind, Supplier<TestReport> test) {
    try {
      return test.get();
    } catch (InvalidInput wrong) {
      Mistake mistake = Mistake.of(wrong, kinds.of(kind), visit.say());
      String path = mistake.path() == null ? wrong.field() : mistake.path();
      String label = visit.say().textOr("conn." + kind + "." + path, path);
      return failed("settings", label + ": " + mistake.text(), "test.settings-unreadable");
    }
  }

  private static TestReport failed(String step, String answer, String hint) {
    return TestReport.of(List.of(new TestReport.Step(step, false, answer, hint)));
  }
}
