package ru.fitcrm.hub.core.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.core.call.CallDesk;
import ru.fitcrm.hub.core.call.CallTold;
import ru.fitcrm.hub.core.connection.Lease;
import ru.fitcrm.hub.core.person.MergePeople;
import ru.fitcrm.hub.core.platform.Conflict;

class LeadsBecomeClientsTest {

  private static final String ANNA = "+79161234567";
  private static final String OTHER = "+79161234568";

  private final ClubSystemBase base = new ClubSystemBase();
  private final Lease line = base.core.phoneLine(base.club, "74951230001");

  @AfterEach
  void close() {
    base.close();
  }

  @Test
  void aLeadWhosePhoneOneClientHasIsThatClientWithItsHistory() {
    call("1.0", ANNA);
    long lead = base.number("select id from client");

    base.tell(new Told().client("c1", "Анна", ANNA).contract("k1", "c1", "ACTIVE", base.now()));

    assertThat(base.texts("select id || ' ' || kind || ' ' || name || ' ' || source from client"))
        .containsExactly(lead + " CLIENT Анна call");
    assertThat(base.number("select client_id from call")).isEqualTo(lead);
    assertThat(base.number("select client_id from contract")).isEqualTo(lead);
    assertThat(base.cards()).containsExactly("Новый звонок");
    assertThat(base.texts("select number from lead_phone")).isEmpty();
    assertThat(base.texts("select data ->> 'fromLead' from event where type = 'client.created'"))
        .containsExactly("true");
  }

  @Test
  void onSeveralClientsTheLeadStaysAndItsCardAsks() {
    call("1.0", ANNA);
    Told family = new Told().client("mother", "Ольга", ANNA).client("child", "Маша", ANNA);
    base.tell(family);
    base.tell(family);

    assertThat(base.texts("select kind from client order by kind"))
        .containsExactly("CLIENT", "CLIENT", "LEAD");
    assertThat(
            base.texts("select text from comment where task_id is not null and text is not null"))
        .singleElement()
        .satisfies(line -> assertThat(line).contains("у нескольких клиентов"));
  }

  @Test
  void twoLeadsThatAreOneClientAreMergedAndCanBeParted() {
    call("1.0", ANNA);
    call("2.0", OTHER);
    List<Long> leads =
        base.texts("select id::text from client order by id").stream().map(Long::valueOf).toList();

    base.tell(new Told().client("c1", "Анна", ANNA, OTHER));

    assertThat(base.number("select count(*) from client where archived_at is null")).isOne();
    assertThat(base.number("select count(*) from call where client_id = " + leads.get(0)))
        .isEqualTo(2);
    assertThat(base.cards()).containsExactly("Новый звонок");
    assertThat(base.events()).contains("client.merged");

    long merge = base.number("select id from client_merge");
    base.core.runIn(base.club, () -> base.core.get(MergePeople.class).undo(base.club, merge));

    assertThat(base.number("select count(*) from call where client_id = " + leads.get(1))).isOne();
    assertThat(base.texts("select slot from task where closed_at is null order by slot"))
        .containsExactly("call:" + leads.get(0), "call:" + leads.get(1));
    assertThat(base.texts("select number from client_phone where client_id = " + leads.get(1)))
        .containsExactly(OTHER);
    assertThat(base.texts("select kind from client where merged_into is null order by id"))
        .containsExactly("CLIENT", "LEAD");

    base.tell(new Told().client("c1", "Анна Б.", ANNA, OTHER));
    assertThat(base.number("select count(*) from client where merged_into is not null"))
        .as("what people parted stays parted")
        .isZero();
  }

  @Test
  void aClientWhoGetsALeadsNumberTakesTheLeadIn() {
    base.tell(new Told().client("c1", "Анна", OTHER));
    call("1.0", ANNA);

    base.tell(new Told().client("c1", "Анна", OTHER, ANNA));

    assertThat(base.number("select count(*) from client where archived_at is null")).isOne();
    assertThat(base.number("select client_id from call"))
        .isEqualTo(base.number("select id from client where kind = 'CLIENT'"));
    assertThat(base.texts("select number from client_phone order by number"))
        .containsExactly(ANNA, OTHER);
  }

  @Test
  void twoClientsWithOnePhoneStayTwo() {
    base.tell(new Told().client("c1", "Анна", ANNA));
    base.tell(new Told().client("c2", "Анна", ANNA));

    assertThat(base.number("select count(*) from client")).isEqualTo(2);
  }

  @Test
  void whoWasImportedIsTheSamePersonWherePhoneAndNameAgree() {
    Lease imported = base.core.clubSystem(base.club);
    base.core.in(
        base.club,
        () ->
            base.core
                .get(ApplyPacket.class)
                .apply(
                    imported.connection(),
                    new Told().client("1", "Анна", ANNA).client("2", "Маша", ANNA).packet(),
                    Hearing.HISTORY));
    base.tell(new Told().client("c1", "анна", ANNA).client("c2", "Пётр", ANNA));

    assertThat(base.texts("select name from client order by id"))
        .containsExactly("анна", "Маша", "Пётр");
  }

  @Test
  void onlyALeadIsMergedByHand() {
    base.tell(new Told().client("c1", "Анна", ANNA).client("c2", "Маша", ANNA));

    assertThatThrownBy(
            () ->
                base.core.in(
                    base.club,
                    () ->
                        base.core
                            .get(MergePeople.class)
                            .merge(
                                base.club,
                                base.number("select min(id) from client"),
                                base.number("select max(id) from client"),
                                "me",
                                true)))
        .isInstanceOf(Conflict.class);
  }

  private void call(String id, String number) {
    base.core.get(CallDesk.class).record(line, CallTold.ringing(id, number, base.now()));
  }
}
