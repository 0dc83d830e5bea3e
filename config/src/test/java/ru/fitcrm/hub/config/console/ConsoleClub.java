package ru.fitcrm.hub.config.console;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import ru.fitcrm.hub.config.testing.HubUnderTest;
import ru.fitcrm.hub.core.access.UserAccounts;
import ru.fitcrm.hub.core.board.BoardColumn;
import ru.fitcrm.hub.core.board.NewTask;
import ru.fitcrm.hub.core.board.Task;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.board.TaskEdit;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubDirectory;
import ru.fitcrm.hub.core.club.ClubEdit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubStaff;
import ru.fitcrm.hub.core.club.EmployeeEdit;
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientEdit;
import ru.fitcrm.hub.core.platform.PageRequest;

/** A club of one test's own, with somebody who may log in. */
record ConsoleClub(HubUnderTest hub, Club club, String email) {

  static final String EMPLOYEE = "Ольга Смирнова";
  static final String PASSWORD = "password-of-tests";

  /** Of the password: made once, as it is meant to take long. */
  static final String HASH =
      String.valueOf(PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(PASSWORD));

  private static final AtomicInteger NUMBER = new AtomicInteger();

  static ConsoleClub make(HubUnderTest hub) {
    int number = NUMBER.incrementAndGet();
    Club club =
        hub.get(ClubDirectory.class)
            .create(new ClubEdit("Клуб " + number, "console-" + number, null, "Europe/Moscow"));
    String email = "admin" + number + "@club.test";
    hub.get(ClubGate.class)
        .runInClub(
            club.clubId(),
            () ->
                hub.get(UserAccounts.class).add(email, HASH, Role.CLUB_ADMIN, employee(hub, club)));
    return new ConsoleClub(hub, club, email);
  }

  private static long employee(HubUnderTest hub, Club club) {
    EmployeeEdit edit = new EmployeeEdit(EMPLOYEE, null, "101", Role.CLUB_ADMIN, null);
    return hub.get(ClubStaff.class).add(edit, club.region()).id();
  }

  /** The employee who logs in. */
  long employee() {
    return hub.get(ClubGate.class)
        .inClub(
            club.clubId(),
            () -> hub.get(ClubStaff.class).list(new PageRequest(0, 1)).getFirst().id());
  }

  String at(String page) {
    return "/" + club.slug() + page;
  }

  void logIn(Page page) {
    page.navigate("/login");
    page.fill("#email", email);
    page.fill("#password", PASSWORD);
    page.click("button.btn-primary");
    page.waitForURL("**" + at("/board"));
  }

  Client client(@Nullable String name, String phone) {
    return client(name, phone, null);
  }

  Client client(@Nullable String name, String phone, @Nullable Long responsible) {
    ClientEdit edit =
        new ClientEdit(
            name,
            List.of(new ClientEdit.PhoneEdit(phone, null)),
            null,
            null,
            null,
            responsible,
            null,
            null);
    return hub.get(ClubGate.class)
        .inClub(club.clubId(), () -> hub.get(ClientDesk.class).add(club, edit));
  }

  Task card(Client client, String reason) {
    TaskEdit edit = new TaskEdit(reason, null, null, null, null, null, null, null, false);
    return hub.get(ClubGate.class)
        .inClub(
            club.clubId(),
            () -> hub.get(TaskDesk.class).add(club, new NewTask(client.id(), edit, null)));
  }

  Task move(Task card, BoardColumn to) {
    return hub.get(ClubGate.class)
        .inClub(
            club.clubId(),
            () -> hub.get(TaskDesk.class).move(club, card.id(), to, card.version(), "colleague"));
  }
}
