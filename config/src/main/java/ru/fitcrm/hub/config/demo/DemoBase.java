package ru.fitcrm.hub.config.demo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import ru.fitcrm.hub.core.access.UserAccounts;
import ru.fitcrm.hub.core.board.BoardColumn;
import ru.fitcrm.hub.core.board.NewTask;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.board.TaskEdit;
import ru.fitcrm.hub.core.club.Branch;
import ru.fitcrm.hub.core.club.BranchEdit;
import ru.fitcrm.hub.core.club.Branches;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubEdit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.Employee;
import ru.fitcrm.hub.core.club.EmployeeEdit;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.licence.LicenceEdit;
import ru.fitcrm.hub.core.licence.Licences;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientEdit;

/** A made-up club with the people and cards a day at the reception begins with. */
final class DemoBase {

  static final String SLUG = "demo";
  static final String RECEPTION_EMAIL = "reception@demo.local";
  static final String ADMIN_EMAIL = "admin@demo.local";
  static final String PASSWORD = "demo-hub";

  private static final int CLIENTS = 40;
  private static final long SEED = 2026;
  private static final List<String> REASONS =
      List.of("Пробная тренировка", "Вернуть в клуб", "Вопрос по расписанию", "Заморозка");
  private static final List<String> STEPS =
      List.of("Позвонить", "Отправить SMS", "Пригласить на вводную", "Отправить расписание");
  private static final List<BoardColumn> COLUMNS =
      List.of(
          BoardColumn.TODAY,
          BoardColumn.TODAY,
          BoardColumn.TOMORROW,
          BoardColumn.LATER,
          BoardColumn.UNSORTED);

  private final ClubGate gate;
  private final ClubDirectory clubs;
  private final ClubRooms rooms;
  private final UserAccounts users;
  private final PasswordEncoder passwords;
  private final JdbcClient jdbc;
  private final DemoPeople people = new DemoPeople(SEED);

  DemoBase(
      ClubGate gate,
      ClubDirectory clubs,
      ClubRooms rooms,
      UserAccounts users,
      PasswordEncoder passwords,
      JdbcClient jdbc) {
    this.gate = gate;
    this.clubs = clubs;
    this.rooms = rooms;
    this.users = users;
    this.passwords = passwords;
    this.jdbc = jdbc;
  }

  /** The rooms of the core a club is furnished through. */
  record ClubRooms(
      Branches branches, ClubStaff staff, ClientDesk clients, TaskDesk tasks, Licences licences) {}

  /** The demo club; made at the first start, kept ever after. */
  Club ensure() {
    return clubs.find(SLUG).orElseGet(this::make);
  }

  private Club make() {
    Club club = clubs.create(new ClubEdit("Фитнес-клуб «Север»", SLUG, "RU", "Europe/Moscow"));
    gate.runInClub(club.clubId(), () -> furnish(club));
    return club;
  }

  private void furnish(Club club) {
    // The nights of a demo may go on for long.
    var unused =
        rooms
            .licences()
            .change(LicenceEdit.renewal(12), club.zone(), rooms.licences().get().version());
    Branch north = rooms.branches().add(new BranchEdit("Северный", "ул. Полярная, 1"));
    Branch south = rooms.branches().add(new BranchEdit("Южный", "ул. Тёплая, 7"));
    Employee anna = employee("Анна Ресепшн", "101", Role.RECEPTION, north.id());
    Employee boris = employee("Борис Менеджер", "102", Role.FITNESS_MANAGER, south.id());
    Employee chief = employee("Вера Управляющая", null, Role.CLUB_ADMIN, north.id());
    users.add(RECEPTION_EMAIL, passwords.encode(PASSWORD), Role.RECEPTION, anna.id());
    users.add(ADMIN_EMAIL, passwords.encode(PASSWORD), Role.CLUB_ADMIN, chief.id());
    List<Client> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      long branch = i % 3 == 0 ? south.id() : north.id();
      clients.add(client(club, branch, i % 2 == 0 ? anna.id() : boris.id()));
    }
    for (int i = 0; i < CLIENTS / 3; i++) {
      card(club, clients.get(i * 2));
    }
  }

  private Employee employee(
      String name, @Nullable String extension, Role role, @Nullable Long branch) {
    return rooms.staff().add(new EmployeeEdit(name, null, extension, role, branch), "RU");
  }

  /** Contracts come with 1C; until then the demo says itself who is a client already. */
  private Client client(Club club, long branch, long responsible) {
    Client client = lead(club, branch, responsible);
    if (people.below(4) > 0) {
      jdbc.sql("update client set kind = 'CLIENT' where id = :id")
          .param("id", client.id())
          .update();
      jdbc.sql("delete from lead_phone where client_id = :id").param("id", client.id()).update();
    }
    return client;
  }

  private Client lead(Club club, long branch, long responsible) {
    return rooms
        .clients()
        .add(
            club,
            new ClientEdit(
                people.name(),
                List.of(new ClientEdit.PhoneEdit(people.mobile(), null)),
                null,
                null,
                branch,
                responsible,
                null,
                "demo"));
  }

  private void card(Club club, Client client) {
    TaskEdit edit =
        new TaskEdit(
            people.pick(REASONS), people.pick(STEPS), null, null, null, null, null, null, false);
    Task card = rooms.tasks().add(club, new NewTask(client.id(), edit, null));
    BoardColumn column = people.pick(COLUMNS);
    if (column != BoardColumn.UNSORTED) {
      rooms.tasks().move(club, card.id(), column, card.version(), null);
    }
  }
}
