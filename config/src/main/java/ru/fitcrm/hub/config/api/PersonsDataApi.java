package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.config.security.KeepMasked;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.person.Consent;
import ru.fitcrm.hub.core.person.Consents;
import ru.fitcrm.hub.core.person.ErasePerson;
import ru.fitcrm.hub.core.person.MergePeople;
import ru.fitcrm.hub.core.person.NewConsent;
import ru.fitcrm.hub.core.person.TellPerson;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Listing;

/** A person's own data: told, erased, agreed to; and two records made one. */
@Masked(texts = false)
@RestController
@RequestMapping("/api/v1/clubs/{club}/clients/{id}")
@Tag(name = "clients")
final class PersonsDataApi {

  private static final String ENTITY = "client";

  private final ClientDirectory directory;
  private final ErasePerson erase;
  private final TellPerson tell;
  private final MergePeople merge;
  private final Consents consents;
  private final SettingsAudit audit;

  PersonsDataApi(
      ClientDirectory directory,
      ErasePerson erase,
      TellPerson tell,
      MergePeople merge,
      Consents consents,
      SettingsAudit audit) {
    this.directory = directory;
    this.erase = erase;
    this.tell = tell;
    this.merge = merge;
    this.consents = consents;
    this.audit = audit;
  }

  /**
   * @param other id of the lead that is the same person
   */
  record Other(@Nullable Long other) {}

  /**
   * The person kept, with what takes the merge back.
   *
   * @param mergeId for {@code POST …/merges/{mergeId}/undo}
   */
  record Merged(@JsonUnwrapped Client client, long mergeId) {}

  /**
   * Erases the person's data for good: name, numbers, texts and raw messages go, amounts and counts
   * stay, and neither 1C nor a file brings the person back. Nothing undoes it.
   */
  @ForAdmins
  @PostMapping("/erase")
  ResponseEntity<Client> erase(InClub club, @PathVariable long id) {
    return shown(club.in(() -> erase.erase(club.club(), id, club.author())));
  }

  /** All the hub knows of the person. */
  @ForAdmins
  @GetMapping("/export")
  ObjectNode export(InClub club, @PathVariable long id) {
    return club.in(
        () -> {
          ObjectNode all = tell.all(id);
          audit.write(club, ENTITY, "exported", id);
          return all;
        });
  }

  /** Makes a lead part of this person: its calls, cards, lines and numbers come here. */
  @PostMapping("/merge")
  ResponseEntity<Merged> merge(InClub club, @PathVariable long id, @RequestBody Other request) {
    Long other = request.other();
    if (other == null) {
      throw new InvalidInput("other", "required", "other is required: the id of a lead");
    }
    Merged merged =
        club.in(
            () -> {
              Long theirs = directory.get(other).responsibleId();
              KeepMasked.merge(club.who(), directory.get(id).responsibleId(), theirs);
              long made = merge.merge(club.club(), id, other, club.author(), true);
              audit.write(club, ENTITY, "merged", id);
              return new Merged(directory.get(id), made);
            });
    return Answers.one(merged, merged.client().version());
  }

  /** What was merged into this person, the newest first. */
  @GetMapping("/merges")
  Listing<MergePeople.Merge> merges(InClub club, @PathVariable long id) {
    return whole(club.in(() -> merge.into(directory.get(id).id())));
  }

  /** Takes a merge back. What came since stays with this person. */
  @PostMapping("/merges/{mergeId}/undo")
  ResponseEntity<Client> undo(InClub club, @PathVariable long id, @PathVariable long mergeId) {
    return shown(
        club.in(
            () -> {
              merge.undo(club.club(), id, mergeId);
              audit.write(club, ENTITY, "merge-undone", id);
              return directory.get(id);
            }));
  }

  /** What the person said of every channel and purpose, the newest first. */
  @GetMapping("/consents")
  Listing<Consent> consents(InClub club, @PathVariable long id) {
    return whole(club.in(() -> consents.of(id)));
  }

  /** Writes down what the person agreed to, or that they do not any more. */
  @PostMapping("/consents")
  @ResponseStatus(HttpStatus.CREATED)
  Consent agree(InClub club, @PathVariable long id, @RequestBody NewConsent request) {
    return club.in(() -> consents.add(id, request, club.author()));
  }

  private static <T> Listing<T> whole(List<T> rows) {
    return new Listing<>(rows, null);
  }

  private static ResponseEntity<Client> shown(Client client) {
    return Answers.one(client, client.version());
  }
}
