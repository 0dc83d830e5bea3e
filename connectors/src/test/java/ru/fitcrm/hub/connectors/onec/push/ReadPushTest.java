package ru.fitcrm.hub.connectors.onec.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ru.fitcrm.hub.core.inbox.RawBody;
import ru.fitcrm.hub.core.sync.Packet;

class ReadPushTest {

  private final ReadPush read = new ReadPush();

  @Test
  void numbersAndTruthsKeepTheTextTheyHad() {
    Packet packet =
        read.read(
            RawBody.json(
                """
                {"contracts": [{"ref": 7, "version": 12, "price": 12500.10, "debt": 0, "deleted": true}]}"""));

    Packet.Contract contract = packet.contracts().get(0);
    assertThat(contract.ref()).isEqualTo("7");
    assertThat(contract.version()).isEqualTo("12");
    assertThat(contract.price()).isEqualTo("12500.10");
    assertThat(contract.deleted()).isEqualTo("true");
    assertThat(packet.clients()).isEmpty();
    assertThat(packet.history()).isFalse();
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(read.read(RawBody.json("\ufeff{\"history\": true}")).history()).isTrue();
  }

  @Test
  void theCharsetSaidIsTheCharsetRead() {
    byte[] cyrillic =
        "{\"clients\": [{\"ref\": \"1\", \"name\": \"Анна\"}]}"
            .getBytes(Charset.forName("windows-1251"));

    Packet packet = read.read(new RawBody("application/json; charset=windows-1251", cyrillic));

    assertThat(packet.clients().get(0).name()).isEqualTo("Анна");
  }

  @Test
  void onePhoneMayComeWithoutAList() {
    Packet packet =
        read.read(RawBody.json("{\"clients\": [{\"ref\": \"1\", \"phones\": \"89161234567\"}]}"));

    assertThat(packet.clients().get(0).phones()).containsExactly("89161234567");
  }

  @Test
  void aCellThatIsAnObjectIsLeftForItsRowToBeRejected() {
    Packet packet =
        read.read(RawBody.json("{\"payments\": [{\"ref\": \"1\", \"amount\": {\"rub\": 5}}]}"));

    assertThat(packet.payments().get(0).amount()).isEqualTo("{\"rub\":5}");
  }

  @Test
  void fieldsNobodyKnowsArePassedOver() {
    assertThat(
            read.read(RawBody.json("{\"clients\": [{\"ref\": \"1\", \"shoe\": 42}], \"x\": {}}"))
                .size())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"clients\": [{\"ref\": \"1\"}, 5]} | clients[1]",
        "{\"clients\": 7} | clients",
        "{\"clients\": [ | line 1",
        "[] | shape described",
        "{} trailing | line 1",
        "null | null"
      })
  void whatCannotBeReadIsRefusedWithItsPlace(String body, String place) {
    assertThatThrownBy(() -> read.read(RawBody.json(body)))
        .isInstanceOf(UnreadablePush.class)
        .hasMessageContaining(place);
  }

  @Test
  void theReasonNeverQuotesTheBody() {
    assertThatThrownBy(
            () ->
                read.read(RawBody.json("{\"clients\": [{\"name\": \"Анна Иванова\" \"phone\"}]}")))
        .isInstanceOf(UnreadablePush.class)
        .hasMessageNotContaining("Анна");
  }

  @Test
  void bytesThatAreNoTextAreRefused() {
    byte[] broken = "{\"clients\": [{\"name\": \"\u0000".getBytes(StandardCharsets.UTF_8);
    broken[broken.length - 1] = (byte) 0xff;

    assertThatThrownBy(() -> read.read(new RawBody("application/json", broken)))
        .isInstanceOf(UnreadablePush.class)
        .hasMessageContaining("UTF-8");
  }
}
