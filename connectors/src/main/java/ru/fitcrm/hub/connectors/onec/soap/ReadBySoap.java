package ru.fitcrm.hub.connectors.onec.soap;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.exchange.HubExchangePortType;
import ru.fitcrm.exchange.Page;
import ru.fitcrm.exchange.RefList;
import ru.fitcrm.exchange.Total;
import ru.fitcrm.exchange.TotalList;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.Cell;
import ru.fitcrm.hub.connectors.onec.PacketAsXml;
import ru.fitcrm.hub.core.sync.ClubSystem.Mode;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Weighing;
import ru.fitcrm.hub.core.sync.ClubSystem.Weight;
import ru.fitcrm.hub.core.sync.Entity;

/** Reads the rows of a 1C that publishes the hub's contract, and its totals to compare with. */
final class ReadBySoap {

  private final SoapCalls calls;
  private final int pageSize;

  ReadBySoap(SoapCalls calls, int pageSize) {
    this.calls = calls;
    this.pageSize = pageSize;
  }

  Reading read(Mode mode, @Nullable String position) {
    Answer<Page> answer =
        calls.ask(
            port ->
                switch (mode) {
                  case FULL -> port.getAll(position, pageSize);
                  case CHANGES -> port.getChanges(position, pageSize);
                  case PEOPLE, COMPARE, REFETCH ->
                      throw new UnsupportedOperationException(mode + " is made of other calls");
                });
    return switch (answer) {
      case Answer.Given<Page> given -> page(given.value());
      case Answer.Failed<Page> failed -> new Reading.Not(failed.failure().trouble());
    };
  }

  private static Reading page(@Nullable Page page) {
    if (page == null || page.getPacket() == null) {
      return new Reading.Not(Yes.notTheContract("a page without a packet"));
    }
    return new Reading.Page(
        PacketAsXml.read(page.getPacket()),
        Cell.text(page.getNext()),
        Cell.text(page.getReceipt()),
        total(page.getTotal()));
  }

  private static @Nullable Long total(@Nullable String cell) {
    String number = Cell.whole(cell);
    if (number == null || !number.matches("\\d{1,18}")) {
      return null;
    }
    return new BigInteger(number).longValueExact();
  }

  Reading readPerson(@Nullable String ref, @Nullable String phone) {
    Answer<ru.fitcrm.exchange.Packet> answer =
        calls.ask(port -> port.getPerson(ref, ref == null ? phone : null), Yes.known(phone));
    return switch (answer) {
      case Answer.Given<ru.fitcrm.exchange.Packet> given -> person(given.value());
      case Answer.Failed<ru.fitcrm.exchange.Packet> failed ->
          new Reading.Not(failed.failure().trouble());
    };
  }

  private static Reading person(ru.fitcrm.exchange.@Nullable Packet packet) {
    return packet == null || packet.getClients().isEmpty()
        ? new Reading.Nobody()
        : new Reading.Page(PacketAsXml.read(packet), null, null, null);
  }

  Weighing weigh() {
    return switch (calls.ask(HubExchangePortType::getTotals)) {
      case Answer.Given<TotalList> given -> weights(given.value());
      case Answer.Failed<TotalList> failed ->
          new Weighing.Not(withRemedy(failed.failure().trouble()));
    };
  }

  /** A service published from an older contract answers with a fault of 1C's own words. */
  private static Trouble withRemedy(Trouble trouble) {
    return trouble.code().equals("fault")
        ? new Trouble(
            trouble.kind(),
            trouble.code(),
            trouble.reason()
                + ". To compare, publish GetTotals, GetPart and GetRows of the contract")
        : trouble;
  }

  private static Weighing weights(@Nullable TotalList list) {
    Map<Entity, Weight> weights = new EnumMap<>(Entity.class);
    for (Total total : list == null ? List.<Total>of() : list.getTotals()) {
      Long rows = total(total.getRows());
      Entity entity = entity(total.getEntity());
      if (rows != null && entity != null) {
        weights.put(entity, new Weight(rows, sum(total.getSum())));
      }
    }
    return weights.isEmpty()
        ? new Weighing.Not(Yes.notTheContract("no totals"))
        : new Weighing.Weights(weights);
  }

  private static @Nullable Entity entity(@Nullable String word) {
    String clean = Cell.text(word);
    return Stream.of(Entity.values())
        .filter(entity -> entity.word().equalsIgnoreCase(clean))
        .findFirst()
        .orElse(null);
  }

  private static @Nullable BigDecimal sum(@Nullable String cell) {
    String money = Cell.money(cell);
    return money == null || !money.matches("-?\\d{1,18}(\\.\\d{1,10})?")
        ? null
        : new BigDecimal(money);
  }

  Reading readPart(Entity entity, @Nullable String position, int limit) {
    int rows = Math.min(limit, pageSize);
    return switch (calls.ask(port -> port.getPart(entity.word(), position, rows))) {
      case Answer.Given<Page> given -> page(given.value());
      case Answer.Failed<Page> failed -> new Reading.Not(failed.failure().trouble());
    };
  }

  Reading readRows(Entity entity, List<String> refs) {
    RefList list = new RefList();
    list.getRefs().addAll(refs);
    Answer<ru.fitcrm.exchange.Packet> answer = calls.ask(port -> port.getRows(entity.word(), list));
    return switch (answer) {
      case Answer.Given<ru.fitcrm.exchange.Packet> given ->
          given.value() == null
              ? new Reading.Not(Yes.notTheContract("no packet"))
              : new Reading.Page(PacketAsXml.read(given.value()), null, null, null);
      case Answer.Failed<ru.fitcrm.exchange.Packet> failed ->
          new Reading.Not(failed.failure().trouble());
    };
  }
}
