package ru.fitcrm.hub.config.console.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.security.KeepMasked;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.ErasePerson;
import ru.fitcrm.hub.core.person.MergePeople;
import ru.fitcrm.hub.core.person.TellPerson;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.NotFound;

/** The buttons of a person's page for what cannot be done lightly: erase, tell all, merge, undo. */
@Controller
class PersonsDataOnPage {

  private final ClubGate gate;
  private final ErasePerson erase;
  private final TellPerson tell;
  private final MergePeople merge;
  private final ClientDirectory directory;
  private final AuditLog audit;

  PersonsDataOnPage(
      ClubGate gate,
      ErasePerson erase,
      TellPerson tell,
      MergePeople merge,
      ClientDirectory directory,
      AuditLog audit) {
    this.gate = gate;
    this.directory = directory;
    this.erase = erase;
    this.tell = tell;
    this.merge = merge;
    this.audit = audit;
  }

  /** The word typed is the last guard: nothing undoes this. */
  @PostMapping("/{club}/clients/{id}/erase")
  String erase(Visit visit, @PathVariable long id, @RequestParam String typed) {
    visit.requireAdmin();
    if (!typed.strip().equalsIgnoreCase(visit.say().text("client.erase.word"))) {
      return back(visit, id, "?trouble=erase.not-typed");
    }
    try {
      gate.runInClub(visit.club().clubId(), () -> erasePerson(visit, id));
      return back(visit, id, "");
    } catch (Conflict notNow) {
      return back(visit, id, "?trouble=" + notNow.code());
    }
  }

  private void erasePerson(Visit visit, long id) {
    var unused = erase.erase(visit.club(), id, visit.user().name());
  }

  @GetMapping("/{club}/clients/{id}/export")
  ResponseEntity<ObjectNode> export(Visit visit, @PathVariable long id) {
    visit.requireAdmin();
    ObjectNode all = gate.inClub(visit.club().clubId(), () -> tellAll(visit, id));
    ContentDisposition file =
        ContentDisposition.attachment().filename("client-" + id + ".json").build();
    return ResponseEntity.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CONTENT_DISPOSITION, file.toString())
        .body(all);
  }

  private ObjectNode tellAll(Visit visit, long id) {
    ObjectNode all = tell.all(id);
    audit.write(visit.user().name(), "client.exported", "client", id, Map.of());
    return all;
  }

  /**
   * @param other a lead's number on the pages, perhaps with a number sign
   */
  @PostMapping("/{club}/clients/{id}/merge")
  String merge(Visit visit, @PathVariable long id, @RequestParam String other) {
    String digits = other.replaceAll("[^0-9]", "");
    if (digits.isEmpty() || digits.length() > 18) {
      return back(visit, id, "?trouble=merge.notALead");
    }
    try {
      gate.runInClub(visit.club().clubId(), () -> merge(visit, id, Long.parseLong(digits)));
      return back(visit, id, "");
    } catch (Conflict | NotFound nobody) {
      return back(visit, id, "?trouble=merge.notALead");
    }
  }

  private void merge(Visit visit, long id, long other) {
    KeepMasked.merge(
        visit.user(), directory.get(id).responsibleId(), directory.get(other).responsibleId());
    long made = merge.merge(visit.club(), id, other, visit.user().name(), true);
    audit.write(
        visit.user().name(),
        "client.merged",
        "client",
        id,
        Map.of("mergeId", made, "mergedId", other));
  }

  @PostMapping("/{club}/clients/{id}/merges/{mergeId}/undo")
  String undo(Visit visit, @PathVariable long id, @PathVariable long mergeId) {
    gate.runInClub(
        visit.club().clubId(),
        () -> {
          merge.undo(visit.club(), id, mergeId);
          audit.write(
              visit.user().name(), "client.merge-undone", "client", id, Map.of("mergeId", mergeId));
        });
    return back(visit, id, "");
  }

  private static String back(Visit visit, long id, String query) {
    return "redirect:" + visit.at("/clients/" + id + query);
  }
}
