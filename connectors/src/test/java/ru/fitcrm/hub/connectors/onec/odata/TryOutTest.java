package ru.fitcrm.hub.connectors.onec.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.connectors.onec.odata.MapSettings.EntitySettings;
import ru.fitcrm.hub.connectors.onec.odata.MapSettings.FieldSettings;
import ru.fitcrm.hub.connectors.onec.odata.OnecOdataSettings.ExchangePlan;
import ru.fitcrm.hub.core.connection.TestReport;
import ru.fitcrm.hub.core.connection.TestReport.Step;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;

class TryOutTest {

  private ClubWithOdata club;

  @BeforeEach
  void open() {
    club = ClubWithOdata.open();
  }

  @AfterEach
  void close() {
    club.close();
  }

  private TestReport test() {
    return club.connector.test(club.settings(100, 5));
  }

  private static FieldSettings field(String entity, String field, String property) {
    return new FieldSettings(entity, field, property, List.of(), List.of(), null);
  }

  @Test
  void allIsWellAndTheBaseTellsHowMuchItHas() {
    TestReport report = test();
    assertThat(report.ok()).isTrue();
    assertThat(report.steps())
        .extracting(Step::name)
        .containsExactly("reach", "login", "published", "map", "counts", "node");
    assertThat(report.steps().get(4).answer()).contains("Catalog_Клиенты 100", "Посещение 500");
    assertThat(club.onec.odata().sessions().open()).isZero();
    assertThat(club.onec.requests("SelectChanges")).isEmpty();
  }

  @Test
  void trap_anEmptyServiceDocumentMeansThatNothingWasChosen() {
    club.onec.odata().unpublishAll();
    Step last = test().steps().getLast();
    assertThat(last)
        .isEqualTo(new Step("published", false, "Entities: 0", "onec.nothing-published"));
  }

  @Test
  void allThatDoesNotFitTheMapIsToldAtOnce() {
    club.onec.odata().unpublish("Document_Посещение");
    MapSettings map = ClubWithOdata.map();
    List<EntitySettings> entities = new ArrayList<>(map.entities());
    entities.set(0, new EntitySettings(Rows.CLIENTS, "Catalog_Клиенты", "Удален eq true", null));
    List<FieldSettings> fields = new ArrayList<>(map.fields());
    fields.add(field("Catalog_Клиенты", "email", "Почта"));
    fields.add(field("Catalog_Клиенты", "phones", "КонтактнаяИнформация/Номер"));
    fields.add(field("Catalog_Клиенты", "name", "КонтактнаяИнформация"));
    fields.add(field("Catalog_Договоры", "endsOn", "Цена"));
    fields.add(field("Catalog_Договоры", "clientRef", "ДатаНачала"));
    TestReport report =
        club.connector.test(
            club.settings(100, 5, ClubWithOdata.PLAN, new MapSettings(entities, fields)));
    assertThat(report.ok()).isFalse();
    assertThat(report.steps().stream().filter(step -> !step.ok()))
        .extracting(Step::answer, Step::hint)
        .containsExactlyInAnyOrder(
            Tuple.tuple("CLIENTS.filter: Catalog_Клиенты/Удален", "onec.map-property"),
            Tuple.tuple("CLIENTS.email: Catalog_Клиенты/Почта", "onec.map-property"),
            Tuple.tuple(
                "CLIENTS.phones: Catalog_Клиенты/КонтактнаяИнформация/Номер", "onec.map-property"),
            Tuple.tuple(
                "CLIENTS.name: Catalog_Клиенты/КонтактнаяИнформация"
                    + " (Collection(StandardODATA.Catalog_Клиенты_КонтактнаяИнформация_RowType))",
                "onec.map-type"),
            Tuple.tuple("CONTRACTS.endsOn: Catalog_Договоры/Цена (Edm.Double)", "onec.map-type"),
            Tuple.tuple(
                "CONTRACTS.clientRef: Catalog_Договоры/ДатаНачала (Edm.DateTime)", "onec.map-type"),
            Tuple.tuple("VISITS: Document_Посещение", "onec.map-entity"));
  }

  @Test
  void eachTroubleFailsAtItsStepWithAHint() {
    club.onec.faults().next(OnecWords.unauthorized());
    assertThat(test().steps().getLast())
        .isEqualTo(new Step("login", false, "HTTP 401", "onec.unauthorized"));
    club.onec.faults().next("$metadata", OnecWords.page(200, "Шлюз"));
    assertThat(test().steps().getLast().hint()).isEqualTo("onec.not-onec");
    ExchangePlan own = new ExchangePlan("ОбменСХабом", "БАЗА");
    assertThat(
            club.connector
                .test(club.settings(100, 5, own, ClubWithOdata.map()))
                .steps()
                .getLast()
                .hint())
        .isEqualTo("onec.node-is-the-base");
    club.onec.down();
    assertThat(test().steps()).extracting(Step::name).containsExactly("reach");
  }
}
