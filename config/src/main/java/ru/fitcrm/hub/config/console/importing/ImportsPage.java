package ru.fitcrm.hub.config.console.importing;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import ru.fitcrm.hub.config.console.Visit;
import ru.fitcrm.hub.config.sheet.WriteFaults;
import ru.fitcrm.hub.core.audit.AuditLog;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.importing.ImportField;
import ru.fitcrm.hub.core.importing.ImportFile;
import ru.fitcrm.hub.core.importing.ImportFiles;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.jobs.importing.BringFile;
import ru.fitcrm.hub.jobs.importing.ImportTick;

/** Bringing a file of clients, step by step. For administrators. */
@Controller
class ImportsPage {

  private static final PageRequest LAST = new PageRequest(0, 20);
  private static final String COLUMN = "column-";

  private final ClubGate gate;
  private final ImportFiles files;
  private final BringFile bring;
  private final ImportTick tick;
  private final AuditLog audit;
  private final WriteFaults sheet;

  ImportsPage(
      ClubGate gate,
      ImportFiles files,
      BringFile bring,
      ImportTick tick,
      AuditLog audit,
      WriteFaults sheet) {
    this.gate = gate;
    this.files = files;
    this.bring = bring;
    this.tick = tick;
    this.audit = audit;
    this.sheet = sheet;
  }

  @GetMapping("/{club}/imports")
  String list(Visit visit, Model model) {
    visit.requireAdmin();
    List<ImportFile> last = gate.inClub(visit.club().clubId(), () -> files.list(LAST));
    model.addAttribute("imports", last.subList(0, Math.min(last.size(), LAST.limit())));
    return "console/imports";
  }

  @PostMapping("/{club}/imports")
  String bring(Visit visit, @RequestParam MultipartFile file, Model model, HttpServletResponse out)
      throws IOException {
    visit.requireAdmin();
    String name = file.getOriginalFilename();
    try (InputStream bytes = file.getInputStream()) {
      ImportFile brought =
          bring.bring(visit.club(), name == null ? "" : name, bytes, visit.user().name());
      write(visit, "import.added", brought.id());
      return to(visit, brought.id());
    } catch (InvalidInput wrong) {
      out.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("wrong", visit.say().textOr("import.wrong." + wrong.code(), said(wrong)));
      return list(visit, model);
    }
  }

  @GetMapping("/{club}/imports/{id}")
  String show(Visit visit, @PathVariable long id, Model model) {
    visit.requireAdmin();
    return fill(visit, id, model, "console/import");
  }

  /** What changes while it goes on, for a page that watches it. */
  @GetMapping("/{club}/imports/{id}/progress")
  String progress(Visit visit, @PathVariable long id, Model model) {
    visit.requireAdmin();
    return fill(visit, id, model, "console/import :: progress");
  }

  @PostMapping("/{club}/imports/{id}/sheet")
  String sheet(Visit visit, @PathVariable long id, @RequestParam String sheet) {
    visit.requireAdmin();
    bring.sheet(visit.club(), id, sheet);
    return to(visit, id);
  }

  /** What the columns are, and on with it. */
  @PostMapping("/{club}/imports/{id}/check")
  String check(
      Visit visit,
      @PathVariable long id,
      @RequestParam MultiValueMap<String, String> sent,
      Model model,
      HttpServletResponse out) {
    visit.requireAdmin();
    try {
      bring.map(visit.club(), id, mapping(sent));
      begin(visit, id, ImportFile.Pass.CHECK);
      return to(visit, id);
    } catch (InvalidInput wrong) {
      out.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      model.addAttribute("wrong", visit.say().textOr("import.wrong." + wrong.code(), said(wrong)));
      return fill(visit, id, model, "console/import");
    }
  }

  private static Map<String, @Nullable String> mapping(MultiValueMap<String, String> sent) {
    Map<String, @Nullable String> mapping = new LinkedHashMap<>();
    sent.forEach(
        (name, values) -> {
          if (name.startsWith(COLUMN)) {
            mapping.put("#" + name.substring(COLUMN.length()), values.get(0));
          }
        });
    return mapping;
  }

  @PostMapping("/{club}/imports/{id}/run")
  String run(Visit visit, @PathVariable long id) {
    visit.requireAdmin();
    write(visit, "import.started", id);
    begin(visit, id, ImportFile.Pass.RUN);
    return to(visit, id);
  }

  @PostMapping("/{club}/imports/{id}/edit")
  String edit(Visit visit, @PathVariable long id) {
    visit.requireAdmin();
    gate.runInClub(
        visit.club().clubId(),
        () -> {
          ImportFile now = files.get(id);
          files.describe(id, now.layout(), now.columns());
        });
    return to(visit, id);
  }

  @PostMapping("/{club}/imports/{id}/stop")
  String stop(Visit visit, @PathVariable long id) {
    visit.requireAdmin();
    try {
      gate.inClub(visit.club().clubId(), () -> files.stop(id));
    } catch (Conflict endedMeanwhile) {
      return to(visit, id);
    }
    return to(visit, id);
  }

  @PostMapping("/{club}/imports/{id}/resume")
  String resume(Visit visit, @PathVariable long id) {
    visit.requireAdmin();
    gate.inClub(visit.club().clubId(), () -> files.resume(id));
    tick.workOn();
    return to(visit, id);
  }

  @GetMapping("/{club}/imports/{id}/rejected")
  void rejected(Visit visit, @PathVariable long id, HttpServletResponse response)
      throws IOException {
    visit.requireAdmin();
    ImportFile file = gate.inClub(visit.club().clubId(), () -> files.get(id));
    LongFunction<List<ImportFiles.Numbered>> read =
        after ->
            gate.inClub(
                visit.club().clubId(), () -> files.faults(id, false, after, PageRequest.MAX_LIMIT));
    sheet.write(file, response, read);
  }

  private void begin(Visit visit, long id, ImportFile.Pass pass) {
    gate.runInClub(
        visit.club().clubId(),
        () -> {
          BringFile.requireSomebody(files.get(id));
          files.begin(id, pass);
        });
    tick.workOn();
  }

  private String fill(Visit visit, long id, Model model, String view) {
    gate.runInClub(
        visit.club().clubId(),
        () -> {
          model.addAttribute("file", files.get(id));
          model.addAttribute(
              "faults",
              files.faults(id, false, 0, PageRequest.DEFAULT_LIMIT).stream()
                  .map(ImportFiles.Numbered::fault)
                  .toList());
        });
    model.addAttribute("fields", ImportField.values());
    return view;
  }

  private void write(Visit visit, String action, long id) {
    gate.runInClub(
        visit.club().clubId(),
        () -> audit.write(visit.user().name(), action, "import", id, Map.of()));
  }

  private static String said(InvalidInput wrong) {
    return String.valueOf(wrong.getMessage());
  }

  private static String to(Visit visit, long id) {
    return "redirect:" + visit.at("/imports/" + id);
  }
}
