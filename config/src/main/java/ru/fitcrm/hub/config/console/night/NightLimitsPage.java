package ru.fitcrm.hub.config.console.night;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.night.NightLimits;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** The page «Пороги ночи»: from how many days on the club wants to hear of somebody. */
@Controller
class NightLimitsPage {

  private static final TypeReference<Map<String, Integer>> NUMBERS = new TypeReference<>() {};

  private final ClubGate gate;
  private final NightLimits limits;
  private final AuditLog audit;
  private final ObjectMapper json;

  NightLimitsPage(ClubGate gate, NightLimits limits, AuditLog audit, ObjectMapper json) {
    this.gate = gate;
    this.limits = limits;
    this.audit = audit;
    this.json = json;
  }

  @GetMapping("/{club}/night/limits")
  String show(Visit visit, Model model) {
    visit.requireAdmin();
    NightLimits.Limits now = gate.inClub(visit.club().clubId(), limits::get);
    return page(json.convertValue(now, NUMBERS), model);
  }

  @PostMapping("/{club}/night/limits")
  String save(
      Visit visit,
      @RequestParam Map<String, String> form,
      Model model,
      HttpServletResponse response) {
    visit.requireAdmin();
    Map<String, String> typed = new LinkedHashMap<>();
    NightLimits.RANGES.forEach(
        range -> typed.put(range.name(), form.getOrDefault(range.name(), "").strip()));
    try {
      NightLimits.Edit edit = json.convertValue(numbers(typed), NightLimits.Edit.class);
      gate.runInClub(visit.club().clubId(), () -> write(visit, edit));
    } catch (InvalidInput wrong) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("wrong", wrong.field());
      return page(typed, model);
    }
    return "redirect:" + visit.at("/night/limits?saved");
  }

  private void write(Visit visit, NightLimits.Edit edit) {
    var unused = limits.set(edit);
    audit.write(
        visit.user().name(), "night-limits.updated", "night-limits", visit.club().id(), Map.of());
  }

  private static String page(Map<String, ?> values, Model model) {
    model.addAttribute("values", values);
    model.addAttribute("ranges", NightLimits.RANGES);
    return "console/night-limits";
  }

  private static Map<String, Integer> numbers(Map<String, String> typed) {
    Map<String, Integer> numbers = new HashMap<>();
    typed.forEach(
        (field, text) -> {
          if (!text.matches("[0-9]{1,6}")) {
            throw new InvalidInput(field, "field.range", field + " must be a whole number");
          }
          numbers.put(field, Integer.valueOf(text));
        });
    return numbers;
  }
}
