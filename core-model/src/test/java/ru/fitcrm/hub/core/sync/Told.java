package ru.fitcrm.hub.core.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A packet in the making, with rows as a club's system would tell them. */
final class Told {

  private final List<Packet.Client> clients = new ArrayList<>();
  private final List<Packet.Contract> contracts = new ArrayList<>();
  private final List<Packet.Payment> payments = new ArrayList<>();
  private final List<Packet.Visit> visits = new ArrayList<>();
  private final List<Packet.Booking> bookings = new ArrayList<>();
  private final List<Packet.Shift> shifts = new ArrayList<>();
  private boolean history;

  Told client(String ref, @Nullable String name, String... phones) {
    return person(ref, null, name, "false", phones);
  }

  Told person(
      String ref,
      @Nullable String version,
      @Nullable String name,
      String deleted,
      String... phones) {
    clients.add(new Packet.Client(ref, version, name, List.of(phones), null, null, null, deleted));
    return this;
  }

  Told client(Packet.Client row) {
    clients.add(row);
    return this;
  }

  Told contract(String ref, String client, String status, @Nullable Instant made) {
    return contract(ref, null, client, status, made, "false");
  }

  Told contract(
      String ref,
      @Nullable String version,
      String client,
      String status,
      @Nullable Instant made,
      String deleted) {
    contracts.add(
        new Packet.Contract(
            ref,
            version,
            client,
            "MEMBERSHIP",
            "RECURRING",
            "Безлимит",
            status,
            "2026-11-01",
            "2027-10-31",
            null,
            null,
            "12 000,50",
            null,
            null,
            null,
            made == null ? null : made.toString(),
            deleted));
    return this;
  }

  Told payment(
      String ref,
      String client,
      @Nullable String contract,
      String kind,
      String status,
      Instant at) {
    return payment(ref, null, client, contract, kind, status, at, null);
  }

  Told payment(
      String ref,
      @Nullable String version,
      String client,
      @Nullable String contract,
      String kind,
      String status,
      Instant at,
      @Nullable String transaction) {
    payments.add(
        new Packet.Payment(
            ref,
            version,
            client,
            contract,
            kind,
            "1000",
            status,
            at.toString(),
            transaction,
            null));
    return this;
  }

  Told visit(String ref, String client, Instant at) {
    return visit(ref, null, client, at, "false");
  }

  Told visit(String ref, @Nullable String version, String client, Instant at, String deleted) {
    visits.add(new Packet.Visit(ref, version, client, at.toString(), deleted));
    return this;
  }

  Told visit(Packet.Visit row) {
    visits.add(row);
    return this;
  }

  Told booking(String ref, @Nullable String version, String client, Instant at, String status) {
    bookings.add(
        new Packet.Booking(ref, version, client, at.toString(), "Йога", status, null, null));
    return this;
  }

  Told shift(String ref, String employee, String from, String to) {
    shifts.add(new Packet.Shift(ref, null, employee, from, to, null));
    return this;
  }

  Told history() {
    history = true;
    return this;
  }

  Packet packet() {
    return new Packet(clients, contracts, payments, visits, bookings, shifts, history);
  }
}
