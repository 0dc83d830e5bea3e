package ru.fitcrm.hub.connectors.onec.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ru.fitcrm.hub.connectors.onec.odata.OnecOdataSettings.ExchangePlan;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.ClubSystem.Mode;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Said;
import ru.fitcrm.hub.core.sync.Packet;
import ru.fitcrm.hub.sandbox.onec.base.Row;
import ru.fitcrm.hub.sandbox.onec.front.Answer;
import ru.fitcrm.hub.sandbox.onec.front.Fault;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;
import ru.fitcrm.hub.sandbox.onec.front.Query;

/** Reading what changed by an exchange plan, on a real socket. */
class ReadChangesTest {

  private ClubWithOdata club;

  @BeforeEach
  void open() {
    club = ClubWithOdata.open();
  }

  @AfterEach
  void close() {
    club.close();
  }

  private String client(int number) {
    return club.onec.base().read(Row.Kind.CLIENT, number, 1).getFirst().ref();
  }

  private Reading.Page changes() {
    return ClubWithOdata.page(club.changes());
  }

  private Packet readFeed(String entries) {
    club.onec.faults().next("SelectChanges", feed(entries));
    return changes().packet();
  }

  private static Fault feed(String entries) {
    return new Fault.Instead(
        Answer.of(
            200,
            "application/atom+xml;type=feed;charset=utf-8",
            """
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0"
            xmlns:d="http://schemas.microsoft.com/ado/2007/08/dataservices"
            xmlns:m="http://schemas.microsoft.com/ado/2007/08/dataservices/metadata">%s</feed>"""
                .formatted(entries)
                .replace("\n", "\r\n")));
  }

  private static String entry(String entity, String properties) {
    return """
    <entry><id>http://1c/x</id><category term="StandardODATA.%s" scheme="s"/><title type="text"/>
    <link rel="edit" href="x" title="edit-link"/>
    <content type="application/xml"><m:properties>%s</m:properties></content></entry>"""
        .formatted(entity, properties);
  }

  // ---- the way of a packet

  @Test
  void nothingChangedIsAnEmptyPageWithoutAReceipt() {
    Reading.Page page = changes();
    assertThat(page.packet().size()).isZero();
    assertThat(page.receipt()).isNull();
    assertThat(page.next()).isNull();
    assertThat(club.onec.requests("NotifyChangesReceived")).isEmpty();
  }

  @Test
  void whatChangedComesWholeAndUntilAcknowledgedAgain() {
    club.onec.base().rename(client(3), "Новикова Ева");
    String contract = club.onec.base().sell(client(3), LocalDate.of(2026, 11, 22).atTime(10, 0));
    Reading.Page first = changes();
    assertThat(first.packet().clients().getFirst().name()).isEqualTo("Новикова Ева");
    assertThat(first.packet().clients().getFirst().phones()).hasSize(1);
    assertThat(first.packet().contracts().getFirst().ref()).isEqualTo(contract);
    assertThat(first.packet().contracts().getFirst().price()).isEqualTo("58800");
    assertThat(changes()).as("unsaid, the same comes again").isEqualTo(first);

    assertThat(club.system.acknowledge(receipt(first))).isEqualTo(new Said.Done());
    assertThat(changes().packet().size()).isZero();
  }

  private static String receipt(Reading.Page page) {
    String receipt = page.receipt();
    assertThat(receipt).isNotNull();
    return receipt;
  }

  @Test
  void aChangeBetweenPacketAndReceiptIsNotLost() {
    club.onec.base().rename(client(3), "Первая");
    Reading.Page first = changes();
    club.onec.base().rename(client(4), "Вторая");
    club.system.acknowledge(receipt(first));
    assertThat(changes().packet().clients())
        .extracting(Packet.Client::name)
        .containsExactly("Вторая");
  }

  @Test
  void aReceiptGivenTwiceOrByAnotherProcessHarmsNothing() {
    club.onec.base().rename(client(3), "Первая");
    String receipt = receipt(changes());
    try (ClubSystem other = club.open(club.settings(100, 5))) {
      assertThat(other.acknowledge(receipt)).isEqualTo(new Said.Done());
      assertThat(other.acknowledge(receipt)).isEqualTo(new Said.Done());
    }
    assertThat(((Said.Not) club.system.acknowledge("чужая")).trouble().code())
        .isEqualTo("receipt-unknown");
  }

  @Test
  void trap_receivedNoIsATextAndTheMessageIsTheNextOne() {
    club.onec.base().rename(client(3), "Первая");
    Reading.Page page = changes();
    Query select = Query.of(club.onec.requests("SelectChanges").getLast().query());
    assertThat(select.text("MessageNo")).isEqualTo("4");
    assertThat(select.text("DataExchangePoint"))
        .startsWith("'http://")
        .endsWith(
            "/odata/standard.odata/ExchangePlan_ОбменСХабом(guid'a1b2c3d4-2222-4a00-8000-000000000002')'");
    club.system.acknowledge(receipt(page));
    Query notify = Query.of(club.onec.requests("NotifyChangesReceived").getLast().query());
    assertThat(notify).isEqualTo(select);
    assertThat(club.onec.requests("NotifyChangesReceived").getLast().method()).isEqualTo("POST");
  }

  @Test
  void trap_theBasesOwnNodeIsRefused() {
    for (String node : List.of("БАЗА", "0b5c6a1e-1111-4a00-8000-000000000001")) {
      OnecOdataSettings settings =
          club.settings(100, 5, new ExchangePlan("ОбменСХабом", node), ClubWithOdata.map());
      try (ClubSystem own = club.open(settings)) {
        assertThat(ClubWithOdata.trouble(own.read(Mode.CHANGES, null)).code())
            .isEqualTo("node-is-the-base");
      }
    }
    assertThat(club.onec.requests("SelectChanges")).isEmpty();
  }

  @Test
  void trap_thisNodeMayNotBeToldAtAllAndTheNodeMayBeNamedByGuid() {
    club.onec.base().rename(client(3), "Первая");
    club.onec
        .faults()
        .always("ExchangePlan_ОбменСХабом", OnecWords.rewritten("\"ThisNode\": false, ", ""));
    String guid = "A1B2C3D4-2222-4a00-8000-000000000002";
    OnecOdataSettings settings =
        club.settings(100, 5, new ExchangePlan("ОбменСХабом", guid), ClubWithOdata.map());
    try (ClubSystem byGuid = club.open(settings)) {
      assertThat(ClubWithOdata.page(byGuid.read(Mode.CHANGES, null)).packet().clients()).hasSize(1);
    }
  }

  @Test
  void aNodeThatIsNotThereIsSaid() {
    OnecOdataSettings settings =
        club.settings(100, 5, new ExchangePlan("ОбменСХабом", "НЕТ"), ClubWithOdata.map());
    try (ClubSystem none = club.open(settings)) {
      assertThat(ClubWithOdata.trouble(none.read(Mode.CHANGES, null)).code())
          .isEqualTo("node-unknown");
    }
  }

  @Test
  void trap_anObjectRemovedForGoodIsATombstone() {
    String ref = client(5);
    club.onec.odata().remove(ref);
    Packet.Client gone = changes().packet().clients().getFirst();
    assertThat(gone.ref()).isEqualTo(ref);
    assertThat(gone.deleted()).isEqualTo("true");
    assertThat(gone.name()).isNull();
  }

  @Test
  void trap_aTombstoneMayBePercentEncodedOrOfSomethingWithoutARef() {
    club.onec
        .faults()
        .next(
            "SelectChanges",
            feed(
                """
                <at:deleted-entry ref="http://1c/Catalog_%D0%9A%D0%BB%D0%B8%D0%B5%D0%BD%D1%82%D1%8B(guid'ff564c10-a268-11e5-92f1-0050568b35ac')"/>
                <at:deleted-entry ref="http://1c/InformationRegister_Цены(Recorder='x')"/>"""));
    Reading.Page page = changes();
    assertThat(page.packet().clients()).extracting(Packet.Client::deleted).containsExactly("true");
    assertThat(page.packet().size()).isEqualTo(1);
  }

  @Test
  void trap_whatTheMapDoesNotKnowIsAcknowledgedTooOrItWouldComeForEver() {
    club.onec
        .faults()
        .next(
            "SelectChanges",
            feed(entry("Catalog_Номенклатура", "<d:Ref_Key>ff564c10</d:Ref_Key>")));
    Reading.Page page = changes();
    assertThat(page.packet().size()).isZero();
    assertThat(page.receipt()).isNotNull();
  }

  @Test
  void trap_aChangedRowTheFilterLeavesOutIsNotThereAnyMore() {
    Packet packet =
        readFeed(
            entry(
                "Document_Оплата",
                """
                <d:Ref_Key>ff564c10-a268-11e5-92f1-0050568b35ac</d:Ref_Key>
                <d:DeletionMark>false</d:DeletionMark><d:Posted>false</d:Posted>"""));
    assertThat(packet.payments().getFirst().deleted()).isEqualTo("true");
  }

  // ---- how it is written

  @Test
  void trap_aFeedWithAByteOrderMarkTabsAndCrlfIsRead() {
    club.onec.base().rename(client(3), "Первая");
    club.onec.faults().next("SelectChanges", OnecWords.bom());
    assertThat(changes().packet().clients()).hasSize(1);
  }

  @Test
  void trap_emptyValuesAreNoneAndSumsAreTakenAsWritten() {
    Packet packet =
        readFeed(
            entry(
                "Catalog_Договоры",
                """
                <d:Ref_Key>ff564c10-a268-11e5-92f1-0050568b35ac</d:Ref_Key>
                <d:DeletionMark>false</d:DeletionMark>
                <d:Клиент_Key>00000000-0000-0000-0000-000000000000</d:Клиент_Key>
                <d:Description/>
                <d:ДатаНачала>0001-01-01T00:00:00</d:ДатаНачала>
                <d:ДатаОкончания m:null="true"/>
                <d:Статус>НаПроверке</d:Статус>
                <d:Цена>1234567890123.45</d:Цена>
                <d:Долг>1.5E+3</d:Долг>
                <d:ДатаСоздания>2026-11-22T10:05:00</d:ДатаСоздания>"""));
    Packet.Contract contract = packet.contracts().getFirst();
    assertThat(contract.clientRef()).isNull();
    assertThat(contract.title()).isNull();
    assertThat(contract.startsOn()).isNull();
    assertThat(contract.endsOn()).isNull();
    assertThat(contract.price())
        .as("more digits than a double keeps")
        .isEqualTo("1234567890123.45");
    assertThat(contract.debt()).isEqualTo("1500");
    assertThat(contract.status()).as("rejected by the cell, not lost").isEqualTo("НаПроверке");
    assertThat(contract.createdAt()).isEqualTo("2026-11-22T10:05:00");
  }

  @Test
  void trap_aValueOfSeveralTypesIsNoneWhenItsTypeIsNone() {
    Packet packet =
        readFeed(
            entry(
                "Document_Оплата",
                """
                <d:Ref_Key>ff564c10-a268-11e5-92f1-0050568b35ac</d:Ref_Key><d:Posted>true</d:Posted>
                <d:Плательщик>8d1d7287-6240-11f1-9296-08002761f3c5</d:Плательщик>
                <d:Плательщик_Type>StandardODATA.Catalog_Контрагенты</d:Плательщик_Type>
                <d:Основание>8d1d7287-6240-11f1-9296-08002761f3c5</d:Основание>
                <d:Основание_Type>StandardODATA.Undefined</d:Основание_Type>"""));
    Packet.Payment payment = packet.payments().getFirst();
    assertThat(payment.clientRef()).as("of a type that is no client").isNull();
    assertThat(payment.contractRef()).isNull();
  }

  @Test
  void trap_aTextWithAForbiddenCharacterComesInBase64() {
    String base64 =
        java.util.Base64.getEncoder()
            .encodeToString("Иванова\u0001Анна".getBytes(StandardCharsets.UTF_8));
    Packet packet =
        readFeed(
            entry(
                "Catalog_Клиенты",
                "<d:Ref_Key>c1</d:Ref_Key><d:Description>" + base64 + "</d:Description>"));
    assertThat(packet.clients().getFirst().name()).isEqualTo("Иванова Анна");
  }

  @Test
  void trap_recordsOfARegisterComeAsAWholeSetUnderTheirRecorder() {
    MapSettings map =
        new MapSettings(
            List.of(
                new MapSettings.EntitySettings(
                    Rows.VISITS, "AccumulationRegister_Посещения_RecordType", null, null)),
            List.of(
                new MapSettings.FieldSettings(
                    "AccumulationRegister_Посещения_RecordType",
                    "at",
                    "Period",
                    List.of(),
                    List.of(),
                    null)));
    club.onec
        .faults()
        .next(
            "SelectChanges",
            feed(
                entry(
                    "AccumulationRegister_Посещения",
                    """
                    <d:Recorder>r1</d:Recorder><d:Recorder_Type>StandardODATA.Document_Х</d:Recorder_Type>
                    <d:RecordSet m:type="Collection(StandardODATA.AccumulationRegister_Посещения_RowType)">
                    <d:element m:type="x"><d:LineNumber>1</d:LineNumber><d:Period>2026-11-22T10:00:00</d:Period></d:element>
                    <d:element m:type="x"><d:LineNumber>2</d:LineNumber><d:Period>2026-11-22T11:00:00</d:Period></d:element>
                    </d:RecordSet>""")));
    try (ClubSystem registers = club.open(club.settings(100, 5, ClubWithOdata.PLAN, map))) {
      Packet packet = ClubWithOdata.page(registers.read(Mode.CHANGES, null)).packet();
      assertThat(packet.visits())
          .extracting(Packet.Visit::ref, Packet.Visit::at)
          .containsExactly(
              org.assertj.core.groups.Tuple.tuple("r1:1", "2026-11-22T10:00:00"),
              org.assertj.core.groups.Tuple.tuple("r1:2", "2026-11-22T11:00:00"));
    }
  }
}
