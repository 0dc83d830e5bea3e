package ru.fitcrm.hub.connectors.onec.odata;

import java.util.List;
import ru.fitcrm.hub.connectors.onec.RowField;
import ru.fitcrm.hub.core.sync.Entity;
import ru.fitcrm.hub.core.sync.Packet;

/** What rows an entity of 1C becomes. */
enum Rows {
  CLIENTS(Packet.Client.class),
  CONTRACTS(Packet.Contract.class),
  PAYMENTS(Packet.Payment.class),
  VISITS(Packet.Visit.class),
  BOOKINGS(Packet.Booking.class),
  SHIFTS(Packet.Shift.class);

  private final Class<? extends Record> row;

  Rows(Class<? extends Record> row) {
    this.row = row;
  }

  static Rows of(Entity entity) {
    return switch (entity) {
      case CLIENT -> CLIENTS;
      case CONTRACT -> CONTRACTS;
      case PAYMENT -> PAYMENTS;
      case VISIT -> VISITS;
      case BOOKING -> BOOKINGS;
      case SHIFT -> SHIFTS;
    };
  }

  Class<? extends Record> row() {
    return row;
  }

  List<String> fields() {
    return RowField.of(row);
  }
}
