package ru.fitcrm.hub.connectors.onec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.sync.Packet;

/** A packet while it is filled, row by row, from cells as 1C wrote them. */
public final class PacketDraft {

  private final List<Packet.Client> clients = new ArrayList<>();
  private final List<Packet.Contract> contracts = new ArrayList<>();
  private final List<Packet.Payment> payments = new ArrayList<>();
  private final List<Packet.Visit> visits = new ArrayList<>();
  private final List<Packet.Booking> bookings = new ArrayList<>();
  private final List<Packet.Shift> shifts = new ArrayList<>();

  /** The cells of one row, as 1C wrote them. */
  public interface Cells {

    @Nullable String cell(String field);

    default List<String> phones() {
      String phone = Cell.text(cell("phones"));
      return phone == null ? List.of() : List.of(phone);
    }
  }

  private record Read(Cells cells) {

    @Nullable String cell(String field) {
      return RowField.of(field).read(cells.cell(field));
    }

    /** A row without one keeps an empty one, and is rejected by it. */
    String ref() {
      return Objects.requireNonNullElse(cell("ref"), "");
    }
  }

  /**
   * Adds a row.
   *
   * @param kind for example {@code Packet.Client.class}
   */
  public void add(Class<? extends Record> kind, Cells cells) {
    Read read = new Read(cells);
    if (kind == Packet.Client.class) {
      clients.add(client(read));
    } else if (kind == Packet.Contract.class) {
      contracts.add(contract(read));
    } else if (kind == Packet.Payment.class) {
      payments.add(payment(read));
    } else if (kind == Packet.Visit.class) {
      visits.add(visit(read));
    } else if (kind == Packet.Booking.class) {
      bookings.add(booking(read));
    } else if (kind == Packet.Shift.class) {
      shifts.add(shift(read));
    } else {
      throw new IllegalArgumentException("A packet has no rows of " + kind.getSimpleName());
    }
  }

  public Packet packet() {
    return new Packet(
        List.copyOf(clients),
        List.copyOf(contracts),
        List.copyOf(payments),
        List.copyOf(visits),
        List.copyOf(bookings),
        List.copyOf(shifts),
        false);
  }

  private static Packet.Client client(Read row) {
    return new Packet.Client(
        row.ref(),
        row.cell("version"),
        row.cell("name"),
        row.cells().phones(),
        row.cell("email"),
        row.cell("birthDate"),
        row.cell("branchRef"),
        row.cell("deleted"));
  }

  private static Packet.Contract contract(Read row) {
    return new Packet.Contract(
        row.ref(),
        row.cell("version"),
        row.cell("clientRef"),
        row.cell("kind"),
        row.cell("term"),
        row.cell("title"),
        row.cell("status"),
        row.cell("startsOn"),
        row.cell("endsOn"),
        row.cell("terminatesOn"),
        row.cell("nextChargeOn"),
        row.cell("price"),
        row.cell("debt"),
        row.cell("visitsTotal"),
        row.cell("visitsLeft"),
        row.cell("createdAt"),
        row.cell("deleted"));
  }

  private static Packet.Payment payment(Read row) {
    return new Packet.Payment(
        row.ref(),
        row.cell("version"),
        row.cell("clientRef"),
        row.cell("contractRef"),
        row.cell("kind"),
        row.cell("amount"),
        row.cell("status"),
        row.cell("at"),
        row.cell("transactionRef"),
        row.cell("deleted"));
  }

  private static Packet.Visit visit(Read row) {
    return new Packet.Visit(
        row.ref(), row.cell("version"), row.cell("clientRef"), row.cell("at"), row.cell("deleted"));
  }

  private static Packet.Booking booking(Read row) {
    return new Packet.Booking(
        row.ref(),
        row.cell("version"),
        row.cell("clientRef"),
        row.cell("at"),
        row.cell("service"),
        row.cell("status"),
        row.cell("reason"),
        row.cell("deleted"));
  }

  private static Packet.Shift shift(Read row) {
    return new Packet.Shift(
        row.ref(),
        row.cell("version"),
        row.cell("employeeRef"),
        row.cell("startsAt"),
        row.cell("endsAt"),
        row.cell("deleted"));
  }
}
