package ru.fitcrm.hub.sandbox.onec.soap;

import jakarta.jws.WebService;
import jakarta.xml.ws.Holder;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.exchange.BaseFacts;
import ru.fitcrm.exchange.HubExchangePortType;
import ru.fitcrm.exchange.Lead;
import ru.fitcrm.exchange.Packet;
import ru.fitcrm.exchange.Page;
import ru.fitcrm.exchange.RefList;
import ru.fitcrm.exchange.Shift;
import ru.fitcrm.exchange.ShiftList;
import ru.fitcrm.exchange.Total;
import ru.fitcrm.exchange.TotalList;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.base.Row;
import ru.fitcrm.hub.sandbox.onec.base.TakenLead;

/** The operations of the hub's contract over a base, as a club's 1C developer would write them. */
@WebService(endpointInterface = "ru.fitcrm.exchange.HubExchangePortType")
class PublishedBase implements HubExchangePortType {

  private static final String YES = "true";
  private static final String NO = "false";

  /** Work hours of whoever is called so are refused. */
  private static final String LOCKED = "Уволенный Сотрудник";

  private static final int MOST_ROWS = 10_000;

  private final GeneratedBase base;
  private final InstantSource clock;
  private final ZoneId zone;

  PublishedBase(GeneratedBase base, InstantSource clock, ZoneId zone) {
    this.base = base;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public BaseFacts testConnection() {
    BaseFacts facts = new BaseFacts();
    facts.setName("Фитнес-клуб (песочница)");
    facts.setConfiguration("1С:Фитнес клуб КОРП 4.0");
    facts.setContract("1.0");
    facts.setTime(ToXml.time(LocalDateTime.ofInstant(clock.instant(), zone).withNano(0)));
    facts.setClients(count(Row.Kind.CLIENT));
    facts.setContracts(count(Row.Kind.CONTRACT));
    facts.setPayments(count(Row.Kind.PAYMENT));
    facts.setVisits(count(Row.Kind.VISIT));
    facts.setBookings(count(Row.Kind.BOOKING));
    facts.setShifts(count(Row.Kind.SHIFT));
    return facts;
  }

  private String count(Row.Kind kind) {
    return Long.toString(base.count(kind));
  }

  @Override
  public Page getAll(@Nullable String position, int pageSize) {
    Place place = Place.read(position);
    int room = Math.clamp(pageSize, 1, MOST_ROWS);
    List<Row> rows = new ArrayList<>();
    while (place != null && rows.size() < room) {
      rows.addAll(base.read(place.kind(), place.number(), room - rows.size()));
      place = place.after(rows, base);
    }
    Page page = new Page();
    page.setPacket(ToXml.packet(rows));
    page.setNext(place == null ? null : place.toString());
    page.setTotal(Long.toString(base.count()));
    return page;
  }

  /** Where a full reading stands: a kind and a number within it. */
  private record Place(Row.Kind kind, long number) {

    static Place read(@Nullable String text) {
      if (text == null || text.isEmpty()) {
        return new Place(Row.Kind.CLIENT, 0);
      }
      String[] parts = text.split(":", 2);
      return new Place(Row.Kind.valueOf(parts[0]), Long.parseLong(parts[1]));
    }

    /** Where to go on when these were read; null at the end of everything. */
    @Nullable Place after(List<Row> rows, GeneratedBase base) {
      long read = rows.stream().filter(row -> kindOf(row) == kind).count();
      if (number + read < base.count(kind)) {
        return new Place(kind, number + read);
      }
      List<Row.Kind> kinds = List.of(Row.Kind.values());
      int next = kinds.indexOf(kind) + 1;
      return next < kinds.size() ? new Place(kinds.get(next), 0) : null;
    }

    private static Row.Kind kindOf(Row row) {
      return switch (row) {
        case Row.Client each -> Row.Kind.CLIENT;
        case Row.Contract each -> Row.Kind.CONTRACT;
        case Row.Payment each -> Row.Kind.PAYMENT;
        case Row.Visit each -> Row.Kind.VISIT;
        case Row.Booking each -> Row.Kind.BOOKING;
        case Row.Shift each -> Row.Kind.SHIFT;
      };
    }

    @Override
    public String toString() {
      return kind + ":" + number;
    }
  }

  @Override
  public TotalList getTotals() {
    TotalList list = new TotalList();
    for (Row.Kind kind : Row.Kind.values()) {
      GeneratedBase.Total counted = base.total(kind);
      Total total = new Total();
      total.setEntity(kind.name().toLowerCase(Locale.ROOT));
      total.setRows(Long.toString(counted.rows()));
      boolean summed = kind == Row.Kind.CONTRACT || kind == Row.Kind.PAYMENT;
      total.setSum(summed ? counted.sum().toPlainString() : null);
      list.getTotals().add(total);
    }
    return list;
  }

  @Override
  public Page getPart(String entity, @Nullable String position, int pageSize) {
    Row.Kind kind = Row.Kind.valueOf(entity.toUpperCase(Locale.ROOT));
    long from = position == null || position.isEmpty() ? 0 : Long.parseLong(position);
    int room = Math.clamp(pageSize, 1, MOST_ROWS);
    Page page = new Page();
    page.setPacket(ToXml.packet(base.read(kind, from, room)));
    page.setNext(from + room < base.count(kind) ? Long.toString(from + room) : null);
    return page;
  }

  @Override
  public Packet getRows(String entity, RefList refs) {
    return ToXml.packet(
        refs.getRefs().stream()
            .map(base::find)
            .flatMap(Optional::stream)
            .filter(row -> Place.kindOf(row).name().equalsIgnoreCase(entity))
            .toList());
  }

  @Override
  public Page getChanges(@Nullable String token, int pageSize) {
    long after = token == null || token.isEmpty() ? 0 : Long.parseLong(token);
    GeneratedBase.Changes changes = base.changes(after, Math.clamp(pageSize, 1, MOST_ROWS));
    String last = Long.toString(changes.last());
    Page page = new Page();
    page.setPacket(ToXml.packet(changes.rows()));
    page.setNext(changes.more() ? last : null);
    page.setReceipt(changes.rows().isEmpty() ? null : last);
    page.setTotal(Integer.toString(base.unacknowledged()));
    return page;
  }

  @Override
  public String acknowledge(String receipt, Holder<@Nullable String> errorMessage) {
    try {
      base.acknowledge(Long.parseLong(receipt));
      return YES;
    } catch (NumberFormatException e) {
      errorMessage.value = "Квитанция не выдана этой базой.";
      return NO;
    }
  }

  @Override
  public @Nullable Packet getPerson(@Nullable String ref, @Nullable String phone) {
    List<Row> found = new ArrayList<>();
    if (ref != null && !ref.isEmpty()) {
      base.find(ref).filter(Row.Client.class::isInstance).ifPresent(found::add);
    } else if (phone != null) {
      found.addAll(base.findByPhone(phone));
    }
    for (Row client : List.copyOf(found)) {
      found.addAll(base.belongings(client.ref()));
    }
    return found.isEmpty() ? null : ToXml.packet(found);
  }

  @Override
  public String putLead(
      Lead lead, Holder<@Nullable String> ref, Holder<@Nullable String> errorMessage) {
    if (lead.getPhone() == null || lead.getPhone().isBlank()) {
      errorMessage.value = "Не указан телефон заявки.";
      return NO;
    }
    ref.value =
        base.leads().take(lead.getId(), lead.getPhone(), lead.getName(), lead.getComment()).ref();
    return YES;
  }

  @Override
  public String findLead(String id, @Nullable String phone, Holder<@Nullable String> ref) {
    Optional<TakenLead> found = base.leads().find(id);
    found.ifPresent(lead -> ref.value = lead.ref());
    return Boolean.toString(found.isPresent());
  }

  @Override
  public String putShifts(ShiftList shifts, Holder<@Nullable String> errorMessage) {
    if (shifts.getShifts().stream().anyMatch(shift -> LOCKED.equals(shift.getEmployeeRef()))) {
      errorMessage.value = "Сотрудник уволен: рабочее время не принимается.";
      return NO;
    }
    for (Shift shift : shifts.getShifts()) {
      base.takeShift(
          shift.getRef(),
          Boolean.parseBoolean(shift.getDeleted()),
          shift.getEmployeeRef(),
          LocalDateTime.parse(shift.getStartsAt()),
          LocalDateTime.parse(shift.getEndsAt()));
    }
    return YES;
  }
}
