package ru.fitcrm.hub.sandbox.onec.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GeneratedBaseTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final LocalDateTime NOON = TODAY.atTime(12, 0);

  private static GeneratedBase base(long clients) {
    return GeneratedBase.of(clients, 1, TODAY);
  }

  private static List<Row> all(GeneratedBase base, Row.Kind kind) {
    return base.read(kind, 0, Integer.MAX_VALUE / 2);
  }

  @Test
  void everyRowBelongsToAClientWhoHasIt() {
    GeneratedBase base = base(237);
    Set<String> clients = new HashSet<>();
    all(base, Row.Kind.CLIENT).forEach(row -> clients.add(row.ref()));
    assertThat(clients).hasSize(237);

    Set<String> owned = new HashSet<>();
    clients.forEach(ref -> base.belongings(ref).forEach(row -> owned.add(row.ref())));
    for (Row.Kind kind :
        List.of(Row.Kind.CONTRACT, Row.Kind.PAYMENT, Row.Kind.VISIT, Row.Kind.BOOKING)) {
      List<Row> rows = all(base, kind);
      assertThat(rows).hasSize((int) base.count(kind)).isNotEmpty();
      assertThat(rows).allMatch(row -> owned.contains(row.ref()));
    }
    assertThat(owned).hasSize((int) (base.count() - 237 - base.count(Row.Kind.SHIFT)));
  }

  @Test
  void ownersAreTheSameFromBothSides() {
    GeneratedBase base = base(100);
    for (Row row : all(base, Row.Kind.VISIT)) {
      String owner = ((Row.Visit) row).clientRef();
      assertThat(base.belongings(owner)).contains(row);
    }
  }

  @Test
  void theSameSeedIsTheSameBaseAndAnotherAnother() {
    assertThat(all(base(50), Row.Kind.CONTRACT)).isEqualTo(all(base(50), Row.Kind.CONTRACT));
    assertThat(all(GeneratedBase.of(50, 2, TODAY), Row.Kind.CLIENT))
        .isNotEqualTo(all(base(50), Row.Kind.CLIENT));
  }

  @Test
  void aMillionClientsCostNothingUntilTheyAreRead() {
    GeneratedBase base = base(1_000_000);
    assertThat(base.count(Row.Kind.CONTRACT)).isEqualTo(1_200_000);
    assertThat(base.count(Row.Kind.VISIT)).isEqualTo(5_000_000);
    Row.Client last = (Row.Client) base.read(Row.Kind.CLIENT, 999_998, 10).getFirst();
    assertThat(base.find(last.ref())).contains(last);
    assertThat(base.findByPhone(last.phones().getFirst())).contains(last);
    assertThat(base.read(Row.Kind.VISIT, 4_999_990, 100)).hasSize(10);
  }

  @Test
  void whoHasANumberIsFoundInAnySpellingAndFamiliesShareOne() {
    GeneratedBase base = base(200);
    for (Row row : all(base, Row.Kind.CLIENT)) {
      Row.Client client = (Row.Client) row;
      String ten = client.phones().getFirst().replaceAll("\\D", "");
      String plain = "+7" + ten.substring(ten.length() - 10);
      assertThat(base.findByPhone(plain)).contains(client);
    }
    String family =
        String.valueOf(base.phoneOf(base.read(Row.Kind.CLIENT, 98, 1).getFirst().ref()));
    assertThat(base.findByPhone(family)).hasSize(2);
    assertThat(base.findByPhone("+74951234567")).isEmpty();
  }

  @Test
  void changesGrowInVersionAndStayUntilAcknowledged() {
    GeneratedBase base = base(1_000);
    base.change(300);
    GeneratedBase.Changes first = base.changes(0, 100);
    assertThat(first.rows()).hasSize(100).extracting(Row::version).allMatch(each -> each > 1);
    assertThat(first.more()).isTrue();
    assertThat(base.changes(0, 100)).isEqualTo(first);

    int before = base.unacknowledged();
    base.acknowledge(first.last());
    assertThat(base.unacknowledged()).isEqualTo(before - 100);
    assertThat(base.changes(0, 1_000).rows()).doesNotContainAnyElementsOf(first.rows());
  }

  @Test
  void whatHappensToAClientShowsOnThem() {
    GeneratedBase base = base(10);
    String anna = base.addClient("Новикова Анна", "8 916 000-00-01");
    String contract = base.sell(anna, NOON);
    base.failPayment(contract, NOON);
    base.pay(contract, NOON.plusHours(1));
    base.book(anna, NOON.plusDays(1), "Йога");
    base.markDeleted(anna, true);

    assertThat(base.findByPhone("+79160000001")).allMatch(Row.Client::deleted).hasSize(1);
    assertThat(base.belongings(anna)).hasSize(4);
    Row.Contract paid = (Row.Contract) base.find(contract).orElseThrow();
    assertThat(paid.status()).isEqualTo("ACTIVE");
    assertThat(paid.debt()).isZero();
    assertThat(base.unacknowledged()).isEqualTo(5);
  }

  @Test
  void aLeadTwiceIsOne() {
    Leads leads = base(1).leads();
    TakenLead first = leads.take("1", "+7916", "Анна", null);
    TakenLead second = leads.take("1", "+7916", "Анна", null);
    assertThat(second.ref()).isEqualTo(first.ref());
    assertThat(leads.all()).hasSize(1);
    assertThat(leads.find("2")).isEmpty();
  }
}
