package ru.fitcrm.hub.config.console.box;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.connection.Connection;
import ru.fitcrm.hub.core.connection.Connections;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** Gives a list of a box what it shows besides its rows. Runs inside the club's gate. */
@Component
class ShowBox {

  static final int ROWS = 50;

  private static final PageRequest ALL = new PageRequest(0, PageRequest.MAX_LIMIT);

  private final Connections connections;
  private final ClientDirectory clients;

  ShowBox(Connections connections, ClientDirectory clients) {
    this.connections = connections;
    this.clients = clients;
  }

  String list(
      String box,
      Visit visit,
      BoxFilter filter,
      Listing<BoxRow> list,
      Enum<?>[] states,
      Model model) {
    List<Connection> all = connections.list(ALL);
    model.addAttribute("box", box);
    model.addAttribute("filter", filter);
    model.addAttribute("list", list);
    model.addAttribute("states", Arrays.stream(states).map(Enum::name).toList());
    model.addAttribute("connections", all);
    model.addAttribute("kinds", all.stream().map(Connection::kind).distinct().sorted().toList());
    model.addAttribute("names", names(all));
    model.addAttribute("people", people(list.items()));
    return "console/box";
  }

  Map<Long, String> names() {
    return names(connections.list(ALL));
  }

  private static Map<Long, String> names(List<Connection> all) {
    Map<Long, String> names = new HashMap<>();
    all.forEach(one -> names.put(one.id(), one.name()));
    return names;
  }

  Map<Long, Client> people(List<BoxRow> rows) {
    List<Long> ids =
        rows.stream().map(BoxRow::clientId).filter(Objects::nonNull).distinct().toList();
    return clients.withIds(ids).stream().collect(Collectors.toMap(Client::id, Function.identity()));
  }
}
