package ru.fitcrm.hub.connectors.onec.soap;

import jakarta.xml.ws.Holder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.exchange.HubExchangePortType;
import ru.fitcrm.exchange.Page;
import ru.fitcrm.exchange.RefList;
import ru.fitcrm.exchange.ShiftList;
import ru.fitcrm.exchange.Total;
import ru.fitcrm.exchange.TotalList;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.Cell;
import ru.fitcrm.hub.connectors.onec.Failure;
import ru.fitcrm.hub.connectors.onec.HidePeople;
import ru.fitcrm.hub.connectors.onec.PacketAsXml;
import ru.fitcrm.hub.core.sync.ClubSystem;
import ru.fitcrm.hub.core.sync.Entity;
import ru.fitcrm.hub.core.sync.Packet;

/** A 1C that publishes the hub's contract: all abilities. */
final class SoapClubSystem implements ClubSystem {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");

  private static final int SHIFTS_AT_ONCE = 500;

  private final SoapCalls calls;
  private final int pageSize;
  private final ZoneId home;

  SoapClubSystem(SoapCalls calls, int pageSize, ZoneId home) {
    this.calls = calls;
    this.pageSize = pageSize;
    this.home = home;
  }

  @Override
  public Set<Ability> abilities() {
    return EnumSet.allOf(Ability.class);
  }

  // ---- reading

  @Override
  public Reading read(Mode mode, @Nullable String position) {
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
      return new Reading.Not(notTheContract("a page without a packet"));
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

  @Override
  public Reading readPerson(@Nullable String ref, @Nullable String phone) {
    Answer<ru.fitcrm.exchange.Packet> answer =
        calls.ask(port -> port.getPerson(ref, ref == null ? phone : null), known(phone));
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

  // ---- comparing

  @Override
  public Set<Entity> comparable() {
    return EnumSet.allOf(Entity.class);
  }

  @Override
  public Weighing weigh() {
    return switch (calls.ask(HubExchangePortType::getTotals)) {
      case Answer.Given<TotalList> given -> weights(given.value());
      case Answer.Failed<TotalList> failed -> new Weighing.Not(failed.failure().trouble());
    };
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
        ? new Weighing.Not(notTheContract("no totals"))
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

  @Override
  public Reading readPart(Entity entity, @Nullable String position, int limit) {
    int rows = Math.min(limit, pageSize);
    return switch (calls.ask(port -> port.getPart(entity.word(), position, rows))) {
      case Answer.Given<Page> given -> page(given.value());
      case Answer.Failed<Page> failed -> new Reading.Not(failed.failure().trouble());
    };
  }

  @Override
  public Reading readRows(Entity entity, List<String> refs) {
    RefList list = new RefList();
    list.getRefs().addAll(refs);
    Answer<ru.fitcrm.exchange.Packet> answer = calls.ask(port -> port.getRows(entity.word(), list));
    return switch (answer) {
      case Answer.Given<ru.fitcrm.exchange.Packet> given ->
          given.value() == null
              ? new Reading.Not(notTheContract("no packet"))
              : new Reading.Page(PacketAsXml.read(given.value()), null, null, null);
      case Answer.Failed<ru.fitcrm.exchange.Packet> failed ->
          new Reading.Not(failed.failure().trouble());
    };
  }

  @Override
  public Said acknowledge(String receipt) {
    return said(
        calls.ask(
            port -> {
              Holder<String> error = new Holder<>();
              return new Yes(port.acknowledge(receipt, error), null, error.value);
            }));
  }

  // ---- giving

  @Override
  public Said putShifts(List<Packet.Shift> shifts) {
    Said said = new Said.Done();
    for (int from = 0; from < shifts.size() && said instanceof Said.Done; from += SHIFTS_AT_ONCE) {
      said = putPart(shifts.subList(from, Math.min(shifts.size(), from + SHIFTS_AT_ONCE)));
    }
    return said;
  }

  private Said putPart(List<Packet.Shift> shifts) {
    ShiftList list = new ShiftList();
    shifts.forEach(shift -> list.getShifts().add(PacketAsXml.write(shift)));
    return said(
        calls.ask(
            port -> {
              Holder<String> error = new Holder<>();
              return new Yes(port.putShifts(list, error), null, error.value);
            }));
  }

  private static Said said(Answer<Yes> answer) {
    return switch (answer) {
      case Answer.Given<Yes> given -> {
        Yes yes = Objects.requireNonNull(given.value());
        yield yes.isYes()
            ? new Said.Done()
            : new Said.Not(new Trouble(Trouble.Kind.REFUSED, "refused", yes.reason(List.of())));
      }
      case Answer.Failed<Yes> failed -> new Said.Not(failed.failure().trouble());
    };
  }

  /** Yes or no, with what comes beside it. */
  private record Yes(@Nullable String answer, @Nullable String ref, @Nullable String errorMessage) {

    boolean isYes() {
      return "true".equals(Cell.flag(answer));
    }

    String reason(List<String> people) {
      String said = Cell.text(errorMessage);
      return said == null ? "1C said no and gave no reason" : HidePeople.in(said, people);
    }
  }

  @Override
  public LeadSent putLead(Lead lead) {
    List<String> people = people(lead);
    Answer<Yes> answer =
        calls.ask(
            port -> {
              Holder<String> ref = new Holder<>();
              Holder<String> error = new Holder<>();
              return new Yes(port.putLead(write(lead), ref, error), ref.value, error.value);
            },
            people);
    return switch (answer) {
      case Answer.Given<Yes> given -> {
        Yes yes = Objects.requireNonNull(given.value());
        yield yes.isYes()
            ? new LeadSent.Taken(Cell.ref(yes.ref()))
            : yes.answer() == null
                ? look(lead, new LeadSent.Unknown("1C answered neither yes nor no"))
                : new LeadSent.Refused("refused", yes.reason(people));
      }
      case Answer.Failed<Yes> failed -> notAnswered(lead, failed.failure());
    };
  }

  /** What may have arrived is looked for at once; a person should not have to. */
  private LeadSent notAnswered(Lead lead, Failure failure) {
    Trouble trouble = failure.trouble();
    if (!failure.mayBeDone()) {
      return new LeadSent.NotSent(trouble);
    }
    if (trouble.kind() == Trouble.Kind.BUSY) {
      // A conflict of locks: 1C took everything back, most likely.
      return look(lead, new LeadSent.NotSent(trouble));
    }
    return trouble.code().equals("fault")
        ? look(lead, new LeadSent.Refused("fault", trouble.reason()))
        : look(lead, new LeadSent.Unknown(trouble.code() + ": " + trouble.reason()));
  }

  private LeadSent look(Lead lead, LeadSent otherwise) {
    return findLead(lead) instanceof LeadSent.Taken taken ? taken : otherwise;
  }

  @Override
  public LeadSent findLead(Lead lead) {
    Answer<Yes> answer =
        calls.ask(
            port -> {
              Holder<String> ref = new Holder<>();
              return new Yes(port.findLead(lead.id(), lead.phone(), ref), ref.value, null);
            },
            people(lead));
    return switch (answer) {
      case Answer.Given<Yes> given -> found(Objects.requireNonNull(given.value()));
      case Answer.Failed<Yes> failed -> new LeadSent.NotSent(failed.failure().trouble());
    };
  }

  private static LeadSent found(Yes yes) {
    if (yes.answer() == null) {
      return new LeadSent.NotSent(notTheContract("neither yes nor no"));
    }
    return yes.isYes() ? new LeadSent.Taken(Cell.ref(yes.ref())) : new LeadSent.Missing();
  }

  private ru.fitcrm.exchange.Lead write(Lead lead) {
    ru.fitcrm.exchange.Lead xml = new ru.fitcrm.exchange.Lead();
    xml.setId(lead.id());
    xml.setPhone(lead.phone());
    xml.setName(lead.name());
    xml.setEmail(lead.email());
    xml.setSource(lead.source());
    xml.setComment(lead.comment());
    xml.setMadeAt(SECONDS.format(LocalDateTime.ofInstant(lead.madeAt(), home)));
    return xml;
  }

  private static List<String> people(Lead lead) {
    return known(lead.phone(), lead.name(), lead.email(), lead.comment());
  }

  private static List<String> known(@Nullable String... values) {
    return Stream.of(values).filter(Objects::nonNull).toList();
  }

  private static Trouble notTheContract(String what) {
    return new Trouble(
        Trouble.Kind.REFUSED, "answer-unreadable", "The answer does not fit the contract: " + what);
  }

  @Override
  public void close() {
    calls.close();
  }
}
