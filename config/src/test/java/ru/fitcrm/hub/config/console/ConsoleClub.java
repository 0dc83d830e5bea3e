package ru.fitcrm.hub.config.console;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
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
import ru.fitcrm.hub.core.club.Role;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientEdit;

/** A club of one test's own, with somebody who may log in. */
record ConsoleClub(HubUnderTest hub, Club club, String email) {

  static final String PASSWORD = "password-of-tests";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  static ConsoleClub make(HubUnderTest hub) {
    int number = NUMBER.incrementAndGet();
    Club club =
        hub.get(ClubDirectory.class)
            .create(new ClubEdit("Клуб " + number, "console-" + number, null, "Europe/Moscow"));
    String email = "admin" + number + "@club.test";
    String hash = String.valueOf(hub.get(PasswordEncoder.class).encode(PASSWORD));
    hub.get(ClubGate.class)
        .runInClub(
            club.clubId(),
            () -> hub.get(UserAccounts.class).add(email, hash, Role.CLUB_ADMIN, null));
    return new ConsoleClub(hub, club, email);
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
    ClientEdit edit =
        new ClientEdit(
            name,
            List.of(new ClientEdit.PhoneEdit(phone, null)),
            null,
            null,
            null,
            null,
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
