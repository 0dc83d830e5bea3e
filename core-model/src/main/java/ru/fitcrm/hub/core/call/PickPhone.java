package ru.fitcrm.hub.core.call;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.Employee;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.ConnectionState;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.connection.KindModule;
import ru.fitcrm.hub.core.licence.Plan;
import ru.fitcrm.hub.core.person.ReadPhone;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Says which phone rings, through which PBX, for what number. Runs inside the club's gate. */
final class PickPhone {

  private static final Pattern EXTENSION = Pattern.compile("[0-9A-Za-z_.-]{1,40}");
  private static final String ALL_IDS = "select id from connection order by id";

  private final JdbcClient jdbc;
  private final ClubStaff staff;
  private final Connections connections;

  PickPhone(JdbcClient jdbc, ClubStaff staff, Connections connections) {
    this.jdbc = jdbc;
    this.staff = staff;
    this.connections = connections;
  }

  /** E.164 of the client. */
  String number(@Nullable String text, String region) {
    if (text == null || text.isBlank()) {
      throw new InvalidInput("phone", "required", "phone is required: the number to call");
    }
    String e164 = ReadPhone.read(text, region).e164OrNull();
    if (e164 == null) {
      throw new InvalidInput(
          "phone", "phone.invalid", "phone is not a number that exists: write it as +79161234567");
    }
    return e164;
  }

  String extension(CallWish wish) {
    String given = wish.extension();
    Long employee = wish.employeeId();
    if (given != null && employee != null) {
      throw new InvalidInput(
          "extension", "extension.ambiguous", "give extension or employeeId, not both");
    }
    if (given == null && employee == null) {
      throw new InvalidInput(
          "extension", "required", "extension or employeeId is required: whose phone rings first");
    }
    String extension = given == null ? ofEmployee(employee == null ? 0 : employee) : given.strip();
    if (!EXTENSION.matcher(extension).matches()) {
      throw new InvalidInput(
          "extension",
          "extension.invalid",
          "extension takes 1 to 40 letters, digits, '_', '.' and '-', for example 101");
    }
    return extension;
  }

  private String ofEmployee(long id) {
    Employee employee =
        staff
            .find(id)
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "employeeId",
                        "employee.unknown",
                        "there is no employee " + id + " in this club: see GET …/employees"));
    String extension = employee.extension();
    if (extension == null) {
      throw new InvalidInput(
          "employeeId",
          "employee.no-extension",
          "employee " + id + " has no extension: set it by PUT …/employees/" + id);
    }
    return extension;
  }

  /** The PBX to call through. */
  Connection connection(@Nullable Long named) {
    return named == null ? only() : usable(named);
  }

  private Connection only() {
    List<Connection> ready =
        jdbc.sql(ALL_IDS).query(Long.class).list().stream()
            .map(connections::get)
            .filter(PickPhone::isPhone)
            .filter(one -> whatIsWrong(one) == null)
            .toList();
    if (ready.isEmpty()) {
      throw new InvalidInput(
          "connectionId",
          "connection.no-phone",
          "this club has no phone connection that may call: add or enable one");
    }
    if (ready.size() > 1) {
      throw new InvalidInput(
          "connectionId",
          "connection.several",
          "this club has several phone connections: name one of "
              + ready.stream().map(Connection::id).toList());
    }
    return ready.getFirst();
  }

  private Connection usable(long id) {
    boolean there =
        jdbc.sql("select exists (select 1 from connection where id = :id)")
            .param("id", id)
            .query(Boolean.class)
            .single();
    if (!there) {
      throw new InvalidInput(
          "connectionId", "connection.unknown", "there is no connection " + id + " in this club");
    }
    Connection connection = connections.get(id);
    if (!isPhone(connection)) {
      throw new InvalidInput(
          "connectionId",
          "connection.not-phone",
          "connection " + id + " is of kind " + connection.kind() + ": name a phone connection");
    }
    InvalidInput wrong = whatIsWrong(connection);
    if (wrong != null) {
      throw wrong;
    }
    return connection;
  }

  private static boolean isPhone(Connection connection) {
    return KindModule.of(connection.kind()).filter(Plan.Module.TELEPHONY::equals).isPresent();
  }

  private static @Nullable InvalidInput whatIsWrong(Connection connection) {
    if (connection.state() == ConnectionState.LOCKED) {
      return refused("connection.locked", "is locked: the club's plan has no telephony");
    }
    if (!connection.enabled()) {
      return refused("connection.disabled", "is switched off: enable it");
    }
    return connection.held()
        ? refused("connection.held", "is held, nothing goes out: release it")
        : null;
  }

  private static InvalidInput refused(String code, String what) {
    return new InvalidInput("connectionId", code, "the phone connection " + what);
  }
}
