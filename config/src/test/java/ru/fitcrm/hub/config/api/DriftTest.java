package ru.fitcrm.hub.config.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.base.Row;

/** What changes in 1C behind the hub's back is found by comparing, and mended by one button. */
class DriftTest {

  @Test
  void nothingDiffersAfterALoadAndChangesNotYetReadAreNoDrift() {
    try (ClubWithOnec club = new ClubWithOnec(40, 100)) {
      club.awaitFirstLoad();
      club.onec.base().addClient("Ильина Нина", "+79161110001");

      JsonNode run = club.sync("COMPARE");

      assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("COMPLETED");
      assertThat(run.path("read").asLong()).isPositive();
      assertThat(drift(club).path("items")).as(drift(club).toString()).isEmpty();
      JsonNode check = drift(club).path("checks").get(0);
      assertThat(check.path("comparedAt").isNull()).isFalse();
      assertThat(check.path("weights")).hasSize(6);
      check
          .path("weights")
          .forEach(one -> assertThat(one.path("same").asBoolean()).as(one.toString()).isTrue());
      assertThat(club.clientWithNumber("+79161110001").path("name").asText())
          .isEqualTo("Ильина Нина");
    }
  }

  @Test
  void aChangedARemovedAndAnAddedRowAreFoundAndFetchedAgain() {
    try (ClubWithOnec club = new ClubWithOnec(40, 100)) {
      club.awaitFirstLoad();
      GeneratedBase base = club.onec.base();
      List<Row> clients = living(base);
      String renamed = clients.get(3).ref();
      Row.Client gone = (Row.Client) clients.get(5);
      String visit = firstVisit(base);
      String[] added = new String[2];
      base.behindTheBack(
          changed -> {
            changed.rename(renamed, "Совсем Другая");
            added[0] = changed.addClient("Никифорова Яна", "+79161110002");
            added[1] = changed.sell(added[0], base.today().atTime(10, 0));
            changed.remove(gone.ref());
            changed.remove(visit);
          });
      assertThat(club.sync("CHANGES").path("changed").asLong()).isZero();

      club.sync("COMPARE");

      assertThat(kinds(club))
          .contains(
              "client " + renamed + " DIFFERS",
              "client " + added[0] + " MISSING_HERE",
              "contract " + added[1] + " MISSING_HERE",
              "client " + gone.ref() + " MISSING_THERE",
              "visit " + visit + " MISSING_THERE");
      Answer asked = club.admin.post(club.club.path("drift/refetch"), "{}");
      assertThat(asked.status()).as(asked.json().toString()).isEqualTo(202);
      JsonNode run = club.awaitEnd(asked.id());
      assertThat(run.path("state").asText()).as(run.toString()).isEqualTo("COMPLETED");
      assertThat(run.path("mode").asText()).isEqualTo("REFETCH");
      assertThat(kinds(club)).isEmpty();
      JsonNode come = club.clientWithNumber("+79161110002");
      assertThat(come.path("name").asText()).isEqualTo("Никифорова Яна");
      assertThat(club.items("contracts?clientId=" + come.path("id"))).hasSize(1);
      assertThat(club.items("clients?q=Совсем")).hasSize(1);
      // Compared anew, both sides agree to the last row.
      club.sync("COMPARE");
      assertThat(drift(club).path("items")).isEmpty();
      drift(club)
          .path("checks")
          .get(0)
          .path("weights")
          .forEach(one -> assertThat(one.path("same").asBoolean()).as(one.toString()).isTrue());
      assertThat(club.admin.post(club.club.path("drift/refetch"), "{}").status()).isEqualTo(409);
    }
  }

  @Test
  void theNightsJobComparesWhenSomebodyAsksForIt() {
    try (ClubWithOnec club = new ClubWithOnec(20, 100)) {
      club.awaitFirstLoad();
      club.onec
          .base()
          .behindTheBack(base -> base.rename(living(base).get(0).ref(), "Переименована Тайно"));

      Answer asked =
          HubUnderTest.shared()
              .admin()
              .post(
                  "jobs/drift/runs",
                  "{\"businessDate\": \"%s\", \"clubs\": [\"%s\"]}"
                      .formatted(LocalDate.now(Clock.systemUTC()), club.club.slug()));

      assertThat(asked.status()).as(asked.json().toString()).isEqualTo(202);
      await().atMost(ClubWithOnec.LONG).until(() -> drift(club).path("items").size() == 1);
      assertThat(kinds(club).get(0)).endsWith("DIFFERS");
    }
  }

  private static List<Row> living(GeneratedBase base) {
    return base.read(Row.Kind.CLIENT, 0, 1_000).stream().filter(row -> !row.deleted()).toList();
  }

  private static String firstVisit(GeneratedBase base) {
    return base.read(Row.Kind.VISIT, 7, 1).get(0).ref();
  }

  private static JsonNode drift(ClubWithOnec club) {
    return club.admin.get(club.club.path("drift")).json();
  }

  private static List<String> kinds(ClubWithOnec club) {
    return club.items("drift").stream()
        .map(
            row ->
                String.join(
                    " ",
                    row.path("entity").asText(),
                    row.path("ref").asText(),
                    row.path("kind").asText()))
        .toList();
  }
}
