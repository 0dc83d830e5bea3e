package ru.fitcrm.hub.config.console.client;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.access.Sight;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.message.Channel;
import ru.fitcrm.hub.core.message.Message;
import ru.fitcrm.hub.core.message.MessageLog;
import ru.fitcrm.hub.core.message.NewText;
import ru.fitcrm.hub.core.message.Purpose;
import ru.fitcrm.hub.core.message.TextToSend;
import ru.fitcrm.hub.core.message.WriteMessage;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientDirectory;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.PageRequest;

/** What was written to a person and by them, on their page, and a box to write. */
@Controller
class Dialogue {

  private static final PageRequest LAST = new PageRequest(0, 50);

  private final ClubGate gate;
  private final MessageLog log;
  private final WriteMessage write;
  private final ClientDirectory clients;

  Dialogue(ClubGate gate, MessageLog log, WriteMessage write, ClientDirectory clients) {
    this.gate = gate;
    this.log = log;
    this.write = write;
    this.clients = clients;
  }

  /** The messages alone, for a page that watches them. */
  @GetMapping("/{club}/clients/{id}/messages")
  String lines(Visit visit, @PathVariable long id, Model model) {
    model.addAttribute("messages", newestLast(visit, id));
    model.addAttribute("texts", seesTexts(visit, id));
    return "console/dialogue :: lines";
  }

  /** The messages and the box. */
  @GetMapping("/{club}/clients/{id}/dialogue")
  String show(Visit visit, @PathVariable long id, Model model) {
    return talk(visit, id, "", "", model);
  }

  @PostMapping("/{club}/clients/{id}/messages")
  String write(
      Visit visit,
      @PathVariable long id,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(required = false) @Nullable Channel channel,
      @RequestParam(defaultValue = "false") boolean ad,
      @RequestParam(defaultValue = "") String fileUrl,
      @RequestParam(defaultValue = "IMAGE") TextToSend.Media.Kind fileKind,
      Model model,
      HttpServletResponse response) {
    NewText wish =
        new NewText(
            id,
            null,
            channel,
            text,
            null,
            fileUrl.isBlank() ? null : new TextToSend.Media(fileKind, fileUrl.strip(), null),
            ad ? Purpose.AD : Purpose.SERVICE,
            null);
    try {
      gate.inClub(
          visit.club().clubId(), () -> write.write(visit.club(), wish, visit.user().name()));
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("wrong", visit.say().textOr("talk." + wrong.code(), wrong.code()));
      return talk(visit, id, text, fileUrl, model);
    }
    return talk(visit, id, "", "", model);
  }

  private String talk(Visit visit, long id, String typed, String fileUrl, Model model) {
    model.addAttribute("messages", newestLast(visit, id));
    model.addAttribute("texts", seesTexts(visit, id));
    model.addAttribute("typed", typed);
    model.addAttribute("fileUrl", fileUrl);
    model.addAttribute("fileKinds", TextToSend.Media.Kind.values());
    model.addAttribute("client", id);
    model.addAttribute("channels", Channel.values());
    return "console/dialogue :: talk";
  }

  /** Everybody sees what was said with their own clients. */
  private boolean seesTexts(Visit visit, long id) {
    Sight sight = Sight.of(visit.user());
    return sight.isFull()
        || sight
            .ofOneOf(
                gate.inClub(visit.club().clubId(), () -> clients.find(id))
                    .map(Client::responsibleId)
                    .orElse(null))
            .texts();
  }

  private List<Message> newestLast(Visit visit, long id) {
    return gate.inClub(visit.club().clubId(), () -> log.ofClient(id, LAST)).reversed();
  }
}
