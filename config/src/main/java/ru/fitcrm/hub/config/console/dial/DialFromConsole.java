package ru.fitcrm.hub.config.console.dial;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallLog;
import ru.fitcrm.hub.core.call.CallOut;
import ru.fitcrm.hub.core.call.CallWish;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Calls a client for whoever is logged in, and says how it goes until it has ended. */
@Controller
class DialFromConsole {

  private final ClubGate gate;
  private final CallOut callOut;
  private final CallLog calls;

  DialFromConsole(ClubGate gate, CallOut callOut, CallLog calls) {
    this.gate = gate;
    this.callOut = callOut;
    this.calls = calls;
  }

  private record Followed(Call call, DialStep step) {}

  @PostMapping("/{club}/calls/dial")
  String dial(Visit visit, @RequestParam String phone, Model model, HttpServletResponse response) {
    CallWish wish = new CallWish(phone, null, visit.user().employeeId(), null);
    try {
      Followed begun =
          gate.inClub(visit.club().clubId(), () -> followed(callOut.begin(visit.club(), wish)));
      return show(DialView.of(visit, begun.call(), begun.step()), model);
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      String text =
          visit.say().textOr("dial.wrong." + wrong.code(), String.valueOf(wrong.getMessage()));
      return show(new DialView(text, null, null, "bad"), model);
    }
  }

  /** 204 while nothing has changed, so that a page says each step once. */
  @GetMapping("/{club}/calls/dial/{id}")
  @Nullable String follow(
      Visit visit,
      @PathVariable long id,
      @RequestParam(required = false) @Nullable DialStep seen,
      Model model,
      HttpServletResponse response) {
    Followed now = gate.inClub(visit.club().clubId(), () -> followed(calls.get(id)));
    if (now.step() == seen) {
      response.setStatus(HttpStatus.NO_CONTENT.value());
      return null;
    }
    return show(DialView.of(visit, now.call(), now.step()), model);
  }

  /** What is over is cleared away after a while. */
  @GetMapping("/{club}/calls/dial/none")
  ResponseEntity<String> nothing() {
    return ResponseEntity.ok("");
  }

  private Followed followed(Call call) {
    return new Followed(call, DialStep.of(call, callOut.isHeard(call.id())));
  }

  private static String show(DialView view, Model model) {
    model.addAttribute("dial", view);
    return "console/dial :: state";
  }
}
