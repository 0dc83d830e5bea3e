package ru.fitcrm.hub.config.console.call;

import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.person.IgnoredNumbers;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** The button «Не клиент»: calls from the number make no leads any more. */
@Controller
class NotAClient {

  private final ClubGate gate;
  private final IgnoredNumbers numbers;

  NotAClient(ClubGate gate, IgnoredNumbers numbers) {
    this.gate = gate;
    this.numbers = numbers;
  }

  @PostMapping("/{club}/calls/not-a-client")
  ResponseEntity<Map<String, String>> ignore(Visit visit, @RequestParam String number) {
    try {
      gate.inClub(
          visit.club().clubId(),
          () -> numbers.add(number, visit.club().region(), null, visit.user().name()));
      String text = visit.say().text("pop.ignored", visit.say().phone(number));
      return ResponseEntity.ok(Map.of("text", text));
    } catch (InvalidInput wrong) {
      return ResponseEntity.unprocessableEntity()
          .body(Map.of("text", visit.say().text(wrong.code())));
    }
  }
}
