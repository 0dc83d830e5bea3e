package ru.fitcrm.hub.connectors.onec;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.exchange.Booking;
import ru.fitcrm.exchange.Client;
import ru.fitcrm.exchange.Contract;
import ru.fitcrm.exchange.Payment;
import ru.fitcrm.exchange.Shift;
import ru.fitcrm.exchange.Visit;
import ru.fitcrm.hub.core.sync.Packet;

/** A packet as the SOAP contract writes it, and back. */
public final class PacketAsXml {

  private PacketAsXml() {}

  // ---- reading

  /** Reads a packet that 1C wrote; a row without ref keeps an empty one, and is rejected by it. */
  public static Packet read(ru.fitcrm.exchange.Packet xml) {
    return new Packet(
        xml.getClients().stream().map(PacketAsXml::read).toList(),
        xml.getContracts().stream().map(PacketAsXml::read).toList(),
        xml.getPayments().stream().map(PacketAsXml::read).toList(),
        xml.getVisits().stream().map(PacketAsXml::read).toList(),
        xml.getBookings().stream().map(PacketAsXml::read).toList(),
        xml.getShifts().stream().map(PacketAsXml::read).toList(),
        "true".equals(Cell.flag(xml.getHistory())));
  }

  private static Packet.Client read(Client row) {
    return new Packet.Client(
        id(row.getRef()),
        Cell.whole(row.getVersion()),
        Cell.text(row.getName()),
        phones(row.getPhones()),
        Cell.text(row.getEmail()),
        Cell.date(row.getBirthDate()),
        Cell.ref(row.getBranchRef()),
        Cell.flag(row.getDeleted()));
  }

  private static Packet.Contract read(Contract row) {
    return new Packet.Contract(
        id(row.getRef()),
        Cell.whole(row.getVersion()),
        Cell.ref(row.getClientRef()),
        Cell.text(row.getKind()),
        Cell.text(row.getTerm()),
        Cell.text(row.getTitle()),
        Cell.text(row.getStatus()),
        Cell.date(row.getStartsOn()),
        Cell.date(row.getEndsOn()),
        Cell.date(row.getTerminatesOn()),
        Cell.date(row.getNextChargeOn()),
        Cell.money(row.getPrice()),
        Cell.money(row.getDebt()),
        Cell.whole(row.getVisitsTotal()),
        Cell.whole(row.getVisitsLeft()),
        Cell.moment(row.getCreatedAt()),
        Cell.flag(row.getDeleted()));
  }

  private static Packet.Payment read(Payment row) {
    return new Packet.Payment(
        id(row.getRef()),
        Cell.whole(row.getVersion()),
        Cell.ref(row.getClientRef()),
        Cell.ref(row.getContractRef()),
        Cell.text(row.getKind()),
        Cell.money(row.getAmount()),
        Cell.text(row.getStatus()),
        Cell.moment(row.getAt()),
        Cell.text(row.getTransactionRef()),
        Cell.flag(row.getDeleted()));
  }

  private static Packet.Visit read(Visit row) {
    return new Packet.Visit(
        id(row.getRef()),
        Cell.whole(row.getVersion()),
        Cell.ref(row.getClientRef()),
        Cell.moment(row.getAt()),
        Cell.flag(row.getDeleted()));
  }

  private static Packet.Booking read(Booking row) {
    return new Packet.Booking(
        id(row.getRef()),
        Cell.whole(row.getVersion()),
        Cell.ref(row.getClientRef()),
        Cell.moment(row.getAt()),
        Cell.text(row.getService()),
        Cell.text(row.getStatus()),
        Cell.text(row.getReason()),
        Cell.flag(row.getDeleted()));
  }

  private static Packet.Shift read(Shift row) {
    return new Packet.Shift(
        id(row.getRef()),
        Cell.whole(row.getVersion()),
        Cell.ref(row.getEmployeeRef()),
        Cell.moment(row.getStartsAt()),
        Cell.moment(row.getEndsAt()),
        Cell.flag(row.getDeleted()));
  }

  private static String id(@Nullable String ref) {
    return Objects.requireNonNullElse(Cell.ref(ref), "");
  }

  private static List<String> phones(List<String> phones) {
    return phones.stream().map(Cell::text).filter(Objects::nonNull).toList();
  }

  // ---- writing

  /** Writes a packet; cells go as they are, none as {@code xsi:nil}. */
  public static ru.fitcrm.exchange.Packet write(Packet packet) {
    ru.fitcrm.exchange.Packet xml = new ru.fitcrm.exchange.Packet();
    xml.setHistory(Boolean.toString(packet.history()));
    packet.clients().forEach(row -> xml.getClients().add(write(row)));
    packet.contracts().forEach(row -> xml.getContracts().add(write(row)));
    packet.payments().forEach(row -> xml.getPayments().add(write(row)));
    packet.visits().forEach(row -> xml.getVisits().add(write(row)));
    packet.bookings().forEach(row -> xml.getBookings().add(write(row)));
    packet.shifts().forEach(row -> xml.getShifts().add(write(row)));
    return xml;
  }

  private static Client write(Packet.Client row) {
    Client xml = new Client();
    xml.setRef(row.ref());
    xml.setVersion(row.version());
    xml.setName(row.name());
    xml.getPhones().addAll(row.phones());
    xml.setEmail(row.email());
    xml.setBirthDate(row.birthDate());
    xml.setBranchRef(row.branchRef());
    xml.setDeleted(row.deleted());
    return xml;
  }

  private static Contract write(Packet.Contract row) {
    Contract xml = new Contract();
    xml.setRef(row.ref());
    xml.setVersion(row.version());
    xml.setClientRef(row.clientRef());
    xml.setKind(row.kind());
    xml.setTerm(row.term());
    xml.setTitle(row.title());
    xml.setStatus(row.status());
    xml.setStartsOn(row.startsOn());
    xml.setEndsOn(row.endsOn());
    xml.setTerminatesOn(row.terminatesOn());
    xml.setNextChargeOn(row.nextChargeOn());
    xml.setPrice(row.price());
    xml.setDebt(row.debt());
    xml.setVisitsTotal(row.visitsTotal());
    xml.setVisitsLeft(row.visitsLeft());
    xml.setCreatedAt(row.createdAt());
    xml.setDeleted(row.deleted());
    return xml;
  }

  private static Payment write(Packet.Payment row) {
    Payment xml = new Payment();
    xml.setRef(row.ref());
    xml.setVersion(row.version());
    xml.setClientRef(row.clientRef());
    xml.setContractRef(row.contractRef());
    xml.setKind(row.kind());
    xml.setAmount(row.amount());
    xml.setStatus(row.status());
    xml.setAt(row.at());
    xml.setTransactionRef(row.transactionRef());
    xml.setDeleted(row.deleted());
    return xml;
  }

  private static Visit write(Packet.Visit row) {
    Visit xml = new Visit();
    xml.setRef(row.ref());
    xml.setVersion(row.version());
    xml.setClientRef(row.clientRef());
    xml.setAt(row.at());
    xml.setDeleted(row.deleted());
    return xml;
  }

  private static Booking write(Packet.Booking row) {
    Booking xml = new Booking();
    xml.setRef(row.ref());
    xml.setVersion(row.version());
    xml.setClientRef(row.clientRef());
    xml.setAt(row.at());
    xml.setService(row.service());
    xml.setStatus(row.status());
    xml.setReason(row.reason());
    xml.setDeleted(row.deleted());
    return xml;
  }

  /** Also for giving work hours one by one. */
  public static Shift write(Packet.Shift row) {
    Shift xml = new Shift();
    xml.setRef(row.ref());
    xml.setVersion(row.version());
    xml.setEmployeeRef(row.employeeRef());
    xml.setStartsAt(row.startsAt());
    xml.setEndsAt(row.endsAt());
    xml.setDeleted(row.deleted());
    return xml;
  }
}
