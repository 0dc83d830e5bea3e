package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import ru.fitcrm.hub.config.sheet.WriteFaults;
import ru.fitcrm.hub.core.importing.ImportFault;
import ru.fitcrm.hub.core.importing.ImportFile;
import ru.fitcrm.hub.core.importing.ImportFiles;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;
import ru.fitcrm.hub.jobs.importing.BringFile;
import ru.fitcrm.hub.jobs.importing.ImportTick;

/** Files of clients: bring, map, check, take. For administrators. */
@RestController
@RequestMapping("/api/v1/clubs/{club}/imports")
@Tag(name = "imports")
final class ImportsApi {

  private static final TypeReference<Map<String, @Nullable String>> MAPPING =
      new TypeReference<>() {};

  private final BringFile bring;
  private final ImportFiles files;
  private final ImportTick tick;
  private final WriteFaults sheet;
  private final SettingsAudit audit;
  private final ObjectMapper json;

  ImportsApi(
      BringFile bring,
      ImportFiles files,
      ImportTick tick,
      WriteFaults sheet,
      SettingsAudit audit,
      ObjectMapper json) {
    this.bring = bring;
    this.files = files;
    this.tick = tick;
    this.sheet = sheet;
    this.audit = audit;
    this.json = json;
  }

  /**
   * @param sheet of a workbook; its columns are recognised anew
   * @param mapping field by column; a column with null or an empty text is left out
   */
  record Description(@Nullable String sheet, @Nullable Map<String, @Nullable String> mapping) {}

  @ForAdmins
  @GetMapping
  Listing<ImportFile> list(
      InClub club,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(required = false) @Nullable Integer limit) {
    PageRequest page = PageRequest.of(cursor, limit);
    return Answers.page(club.in(() -> files.list(page)), page, ImportFile::id);
  }

  /**
   * Brings a file and recognises its columns.
   *
   * @param mapping JSON object, field by column name; columns not named stay as recognised
   * @param dryRun true: it is checked at once; false: it is taken at once; absent: neither
   */
  @ForAdmins
  @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  ResponseEntity<ImportFile> bring(
      InClub club,
      @RequestPart("file") MultipartFile file,
      @RequestParam(required = false) @Nullable String mapping,
      @RequestParam(required = false) @Nullable Boolean dryRun)
      throws IOException {
    Map<String, @Nullable String> chosen = read(mapping);
    ImportFile brought = bring(club, file);
    if (!chosen.isEmpty()) {
      brought = bring.map(club.club(), brought.id(), chosen);
    }
    URI place = URI.create(club.path() + "/imports/" + brought.id());
    if (dryRun == null) {
      return ResponseEntity.created(place).body(brought);
    }
    ImportFile begun =
        begin(club, brought.id(), dryRun ? ImportFile.Pass.CHECK : ImportFile.Pass.RUN);
    return ResponseEntity.accepted().location(place).body(begun);
  }

  private ImportFile bring(InClub club, MultipartFile file) throws IOException {
    String name = file.getOriginalFilename();
    try (InputStream bytes = file.getInputStream()) {
      ImportFile brought = bring.bring(club.club(), name == null ? "" : name, bytes, club.author());
      club.run(() -> audit.added(club, "import", brought.id()));
      return brought;
    }
  }

  private Map<String, @Nullable String> read(@Nullable String mapping) {
    try {
      return mapping == null || mapping.isBlank() ? Map.of() : json.readValue(mapping, MAPPING);
    } catch (JsonProcessingException e) {
      throw new InvalidInput(
          "mapping",
          "mapping.unreadable",
          "mapping must be a JSON object like {\"Телефон\": \"phone\", \"Пол\": null}");
    }
  }

  @ForAdmins
  @GetMapping("/{id}")
  ImportFile get(InClub club, @PathVariable long id) {
    return club.in(() -> files.get(id));
  }

  /** Says what the columns are, or which sheet it is. What a check found is forgotten. */
  @ForAdmins
  @PutMapping("/{id}")
  ImportFile describe(InClub club, @PathVariable long id, @RequestBody Description wanted) {
    ImportFile now = club.in(() -> files.get(id));
    if (wanted.sheet() != null && !wanted.sheet().equals(now.layout().sheet())) {
      now = bring.sheet(club.club(), id, wanted.sheet());
    }
    Map<String, @Nullable String> mapping = wanted.mapping();
    return mapping == null ? now : bring.map(club.club(), id, mapping);
  }

  /** Field by column. */
  @ForAdmins
  @PutMapping("/{id}/mapping")
  ImportFile map(
      InClub club, @PathVariable long id, @RequestBody Map<String, @Nullable String> mapping) {
    return bring.map(club.club(), id, mapping);
  }

  /** Says what would come of it; nothing is written. */
  @ForAdmins
  @PostMapping("/{id}/check")
  ResponseEntity<ImportFile> check(InClub club, @PathVariable long id) {
    return ResponseEntity.accepted().body(begin(club, id, ImportFile.Pass.CHECK));
  }

  @ForAdmins
  @PostMapping("/{id}/run")
  ResponseEntity<ImportFile> run(InClub club, @PathVariable long id) {
    return ResponseEntity.accepted().body(begin(club, id, ImportFile.Pass.RUN));
  }

  private ImportFile begin(InClub club, long id, ImportFile.Pass pass) {
    ImportFile begun =
        club.in(
            () -> {
              BringFile.requireSomebody(files.get(id));
              if (pass == ImportFile.Pass.RUN) {
                audit.write(club, "import", "started", id);
              }
              return files.begin(id, pass);
            });
    tick.workOn();
    return begun;
  }

  /** Stops it; what was taken so far stays. */
  @ForAdmins
  @DeleteMapping("/{id}")
  ResponseEntity<ImportFile> stop(InClub club, @PathVariable long id) {
    return ResponseEntity.accepted().body(club.in(() -> files.stop(id)));
  }

  @ForAdmins
  @PostMapping("/{id}/resume")
  ResponseEntity<ImportFile> resume(InClub club, @PathVariable long id) {
    ImportFile resumed = club.in(() -> files.resume(id));
    tick.workOn();
    return ResponseEntity.accepted().body(resumed);
  }

  /**
   * Rows that were not taken, and with {@code all} those taken without something.
   *
   * @return the first 100 with field and reason
   */
  @ForAdmins
  @GetMapping("/{id}/rejected")
  Listing<ImportFault> rejected(
      InClub club, @PathVariable long id, @RequestParam(defaultValue = "false") boolean all) {
    return new Listing<>(
        club.in(() -> files.faults(files.get(id).id(), !all, 0, PageRequest.DEFAULT_LIMIT)).stream()
            .map(ImportFiles.Numbered::fault)
            .toList(),
        null);
  }

  /** All of them as a table to mend and bring again. */
  @ForAdmins
  @GetMapping(path = "/{id}/rejected", params = "format")
  void rejectedSheet(
      InClub club,
      @PathVariable long id,
      @RequestParam String format,
      @RequestParam(defaultValue = "false") boolean all,
      HttpServletResponse response)
      throws IOException {
    if (!format.equals("csv")) {
      throw new InvalidInput("format", "field.invalid", "format must be csv");
    }
    ImportFile file = club.in(() -> files.get(id));
    sheet.write(file, response, after -> club.in(() -> read(id, all, after)));
  }

  private List<ImportFiles.Numbered> read(long id, boolean all, long after) {
    return files.faults(id, !all, after, PageRequest.MAX_LIMIT);
  }
}
