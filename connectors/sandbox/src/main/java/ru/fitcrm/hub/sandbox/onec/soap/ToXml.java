package ru.fitcrm.hub.sandbox.onec.soap;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.exchange.Booking;
import ru.fitcrm.exchange.Client;
import ru.fitcrm.exchange.Contract;
import ru.fitcrm.exchange.Packet;
import ru.fitcrm.exchange.Payment;
import ru.fitcrm.exchange.Shift;
import ru.fitcrm.exchange.Visit;
import ru.fitcrm.hub.sandbox.onec.base.Row;

/** Writes rows as a 1C does: no date is 0001-01-01, no reference the zero guid, times local. */
final class ToXml {

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss");
  private static final String NO_DATE = "0001-01-01T00:00:00";
  private static final String NO_REF = "00000000-0000-0000-0000-000000000000";

  private ToXml() {}

  static Packet packet(List<? extends Row> rows) {
    Packet packet = new Packet();
    packet.setHistory("false");
    rows.forEach(row -> add(packet, row));
    return packet;
  }

  private static void add(Packet packet, Row row) {
    switch (row) {
      case Row.Client client -> packet.getClients().add(client(client));
      case Row.Contract contract -> packet.getContracts().add(contract(contract));
      case Row.Payment payment -> packet.getPayments().add(payment(payment));
      case Row.Visit visit -> packet.getVisits().add(visit(visit));
      case Row.Booking booking -> packet.getBookings().add(booking(booking));
      case Row.Shift shift -> packet.getShifts().add(shift(shift));
    }
  }

  private static Client client(Row.Client row) {
    Client xml = new Client();
    xml.setRef(row.ref());
    xml.setVersion(Long.toString(row.version()));
    xml.setDeleted(Boolean.toString(row.deleted()));
    xml.setName(row.name());
    xml.getPhones().addAll(row.phones());
    xml.setEmail(row.email() == null ? "" : row.email());
    xml.setBirthDate(row.birthDate() == null ? NO_DATE : row.birthDate().toString());
    xml.setBranchRef(row.branchRef());
    return xml;
  }

  private static Contract contract(Row.Contract row) {
    Contract xml = new Contract();
    xml.setRef(row.ref());
    xml.setVersion(Long.toString(row.version()));
    xml.setDeleted(Boolean.toString(row.deleted()));
    xml.setClientRef(row.clientRef());
    xml.setKind(row.kind());
    xml.setTerm(row.term());
    xml.setTitle(row.title());
    xml.setStatus(row.status());
    xml.setStartsOn(date(row.startsOn()));
    xml.setEndsOn(date(row.endsOn()));
    xml.setTerminatesOn(date(row.terminatesOn()));
    xml.setNextChargeOn(date(row.nextChargeOn()));
    xml.setPrice(money(row.price()));
    xml.setDebt(money(row.debt()));
    xml.setVisitsTotal(number(row.visitsTotal()));
    xml.setVisitsLeft(number(row.visitsLeft()));
    xml.setCreatedAt(time(row.createdAt()));
    return xml;
  }

  private static Payment payment(Row.Payment row) {
    Payment xml = new Payment();
    xml.setRef(row.ref());
    xml.setVersion(Long.toString(row.version()));
    xml.setDeleted(Boolean.toString(row.deleted()));
    xml.setClientRef(row.clientRef());
    xml.setContractRef(row.contractRef() == null ? NO_REF : row.contractRef());
    xml.setKind(row.kind());
    xml.setAmount(money(row.amount()));
    xml.setStatus(row.status());
    xml.setAt(time(row.at()));
    xml.setTransactionRef(row.transactionRef());
    return xml;
  }

  private static Visit visit(Row.Visit row) {
    Visit xml = new Visit();
    xml.setRef(row.ref());
    xml.setVersion(Long.toString(row.version()));
    xml.setDeleted(Boolean.toString(row.deleted()));
    xml.setClientRef(row.clientRef());
    xml.setAt(time(row.at()));
    return xml;
  }

  private static Booking booking(Row.Booking row) {
    Booking xml = new Booking();
    xml.setRef(row.ref());
    xml.setVersion(Long.toString(row.version()));
    xml.setDeleted(Boolean.toString(row.deleted()));
    xml.setClientRef(row.clientRef());
    xml.setAt(time(row.at()));
    xml.setService(row.title());
    xml.setStatus(row.status());
    xml.setReason(row.reason());
    return xml;
  }

  private static Shift shift(Row.Shift row) {
    Shift xml = new Shift();
    xml.setRef(row.ref());
    xml.setVersion(Long.toString(row.version()));
    xml.setDeleted(Boolean.toString(row.deleted()));
    xml.setEmployeeRef(row.employeeRef());
    xml.setStartsAt(time(row.startsAt()));
    xml.setEndsAt(time(row.endsAt()));
    return xml;
  }

  static String time(LocalDateTime time) {
    return SECONDS.format(time);
  }

  private static String date(@Nullable LocalDate date) {
    return date == null ? NO_DATE : date.toString();
  }

  private static String money(BigDecimal money) {
    return money.toPlainString();
  }

  private static @Nullable String number(@Nullable Integer number) {
    return number == null ? null : number.toString();
  }
}
