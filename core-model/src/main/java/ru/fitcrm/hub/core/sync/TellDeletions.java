package ru.fitcrm.hub.core.sync;

import java.util.List;

/** Tells of rows that they are there no more, in the system's stead. */
final class TellDeletions {

  private static final String YES = "true";

  private TellDeletions() {}

  static Packet of(Entity entity, List<String> refs) {
    return new Packet(
        entity == Entity.CLIENT ? refs.stream().map(TellDeletions::client).toList() : null,
        entity == Entity.CONTRACT ? refs.stream().map(TellDeletions::contract).toList() : null,
        entity == Entity.PAYMENT ? refs.stream().map(TellDeletions::payment).toList() : null,
        entity == Entity.VISIT ? refs.stream().map(TellDeletions::visit).toList() : null,
        entity == Entity.BOOKING ? refs.stream().map(TellDeletions::booking).toList() : null,
        entity == Entity.SHIFT ? refs.stream().map(TellDeletions::shift).toList() : null,
        false);
  }

  private static Packet.Client client(String ref) {
    return new Packet.Client(ref, null, null, List.of(), null, null, null, YES);
  }

  private static Packet.Contract contract(String ref) {
    return new Packet.Contract(
        ref, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, YES);
  }

  private static Packet.Payment payment(String ref) {
    return new Packet.Payment(ref, null, null, null, null, null, null, null, null, YES);
  }

  private static Packet.Visit visit(String ref) {
    return new Packet.Visit(ref, null, null, null, YES);
  }

  private static Packet.Booking booking(String ref) {
    return new Packet.Booking(ref, null, null, null, null, null, null, YES);
  }

  private static Packet.Shift shift(String ref) {
    return new Packet.Shift(ref, null, null, null, null, YES);
  }
}
