package ru.fitcrm.hub.config.console.client;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.ClubPeople;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.recording.FindRecording;
import ru.fitcrm.hub.config.security.KeepMasked;
import ru.fitcrm.hub.config.sync.RefreshClient;
import ru.fitcrm.hub.core.board.CardHistory;
import ru.fitcrm.hub.core.board.TaskBoard;
import ru.fitcrm.hub.core.board.TaskDesk;
import ru.fitcrm.hub.core.board.TaskQuery;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallLog;
import ru.fitcrm.hub.core.call.CallQuery;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.contract.ContractBook;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDesk;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ClientEdit;
import ru.fitcrm.hub.core.person.ClientKind;
import ru.fitcrm.hub.core.person.MergePeople;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.core.platform.StaleVersion;
import ru.fitcrm.hub.core.sync.LeadSending;

/** A person's page: what is known, and what there was with them. */
@Controller
class ClientPage {

  private static final PageRequest LAST = new PageRequest(0, 50);
  private static final PageRequest FEW = new PageRequest(0, 5);

  private final ClubGate gate;
  private final ClientDirectory directory;
  private final ClientDesk clients;
  private final TaskBoard board;
  private final TaskDesk desk;
  private final CallLog calls;
  private final CardHistory history;
  private final ClubPeople.Read people;
  private final FindRecording recordings;
  private final ContractBook contracts;
  private final LeadSending leads;
  private final MergePeople merges;
  private final RefreshClient refresh;

  ClientPage(
      ClubGate gate,
      ClientDirectory directory,
      ClientDesk clients,
      TaskBoard board,
      TaskDesk desk,
      CallLog calls,
      CardHistory history,
      ClubPeople.Read people,
      FindRecording recordings,
      ContractBook contracts,
      LeadSending leads,
      MergePeople merges,
      RefreshClient refresh) {
    this.gate = gate;
    this.directory = directory;
    this.clients = clients;
    this.board = board;
    this.desk = desk;
    this.calls = calls;
    this.history = history;
    this.people = people;
    this.recordings = recordings;
    this.contracts = contracts;
    this.leads = leads;
    this.merges = merges;
    this.refresh = refresh;
  }

  @GetMapping("/{club}/clients/{id}")
  String show(Visit visit, @PathVariable long id, Model model) {
    return page(visit, id, null, model);
  }

  @PostMapping("/{club}/clients/{id}")
  String save(
      Visit visit,
      @PathVariable long id,
      ClientForm typed,
      Model model,
      HttpServletResponse response) {
    try {
      gate.runInClub(visit.club().clubId(), () -> write(visit, id, typed));
    } catch (StaleVersion changed) {
      response.setStatus(HttpStatus.CONFLICT.value());
      model.addAttribute("wrong", visit.say().text("client.changed-meanwhile"));
      return page(visit, id, typed, model);
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("wrong", visit.say().textOr(wrong.code(), wrong.code()));
      return page(visit, id, typed, model);
    }
    return "redirect:" + visit.at("/clients/" + id + "?saved");
  }

  @PostMapping("/{club}/clients/{id}/archive")
  String archive(Visit visit, @PathVariable long id, @RequestParam String reason) {
    gate.inClub(visit.club().clubId(), () -> clients.archive(visit.club(), id, reason));
    return "redirect:" + visit.at("/clients/" + id);
  }

  @PostMapping("/{club}/clients/{id}/restore")
  String restore(Visit visit, @PathVariable long id) {
    gate.inClub(visit.club().clubId(), () -> clients.restore(visit.club(), id));
    return "redirect:" + visit.at("/clients/" + id);
  }

  private void write(Visit visit, long id, ClientForm typed) {
    Client before = directory.get(id);
    ClientEdit edit = typed.edit(before, visit.user().mayAssign());
    KeepMasked.assign(visit.user(), before.responsibleId(), edit.responsibleId());
    clients.update(visit.club(), id, edit, typed.version());
  }

  private String page(Visit visit, long id, @Nullable ClientForm typed, Model model) {
    gate.runInClub(visit.club().clubId(), () -> fill(visit, id, typed, model));
    return "console/client";
  }

  private void fill(Visit visit, long id, @Nullable ClientForm typed, Model model) {
    Client client = directory.get(id);
    List<Call> last = calls.list(CallQuery.ofClient(id), LAST);
    model.addAttribute("client", client);
    model.addAttribute("form", typed == null ? ClientForm.of(client) : typed.against(client));
    List<Client> family = family(client);
    model.addAttribute("family", family);
    model.addAttribute("sameLead", lead(family));
    model.addAttribute("open", cards(visit, id, false));
    model.addAttribute("closed", cards(visit, id, true));
    model.addAttribute("calls", last);
    model.addAttribute("recordings", recordings.among(last));
    model.addAttribute("callsOfLines", byId(last));
    model.addAttribute("history", history.of(null, id));
    model.addAttribute("people", people.now());
    model.addAttribute("contracts", contracts.contracts(id, LAST));
    model.addAttribute("payments", newest(contracts.payments(id, FEW)));
    model.addAttribute("visits", newest(contracts.visits(id, FEW)));
    model.addAttribute("leadWay", leads.of(id).orElse(null));
    model.addAttribute(
        "merges", merges.into(id).stream().filter(merge -> !merge.undone()).toList());
    model.addAttribute("refreshable", !client.archived() && refresh.isAble());
  }

  /** Without the one more that says the list goes on. */
  private static <T> List<T> newest(List<T> rows) {
    return rows.subList(0, Math.min(rows.size(), FEW.limit()));
  }

  private List<Client> family(Client client) {
    return client.phones().stream()
        .flatMap(phone -> directory.withNumber(phone.number()).stream())
        .filter(other -> other.id() != client.id())
        .distinct()
        .toList();
  }

  /** Whom to merge with most likely: a lead with the same number. */
  private static @Nullable Long lead(List<Client> family) {
    return family.stream()
        .filter(other -> other.kind() == ClientKind.LEAD && !other.archived())
        .map(Client::id)
        .findFirst()
        .orElse(null);
  }

  private Object cards(Visit visit, long id, boolean closed) {
    return board.list(TaskQuery.ofClient(id, closed), LAST, desk.day(visit.club()));
  }

  private static Map<Long, Call> byId(List<Call> calls) {
    return calls.stream().collect(Collectors.toMap(Call::id, Function.identity()));
  }
}
