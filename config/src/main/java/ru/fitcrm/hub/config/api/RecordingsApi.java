package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.config.recording.FindRecording;
import ru.fitcrm.hub.config.recording.FoundRecording;
import ru.fitcrm.hub.config.recording.PassOn;
import ru.fitcrm.hub.connectors.recording.FetchRecording;
import ru.fitcrm.hub.connectors.recording.Fetched;
import ru.fitcrm.hub.core.call.CallLog;
import ru.fitcrm.hub.core.platform.NotFound;

/** What was said, where the PBX recorded it and the club's plan has recordings. */
@RestController
@Tag(name = "calls")
final class RecordingsApi {

  private final CallLog calls;
  private final FindRecording find;
  private final FetchRecording fetch;

  RecordingsApi(CallLog calls, FindRecording find, FetchRecording fetch) {
    this.calls = calls;
    this.find = find;
    this.fetch = fetch;
  }

  /**
   * The sound, whole or the part a header {@code Range} asks for. 404 without a recording, 403 with
   * code {@code recording.plan} outside the plan, 502 if the PBX's server does not give it.
   */
  @GetMapping("/api/v1/clubs/{club}/calls/{id}/recording")
  @Nullable ResponseEntity<ProblemDetail> play(
      InClub club,
      @PathVariable long id,
      @RequestHeader(name = HttpHeaders.RANGE, required = false) @Nullable String range,
      HttpMethod method,
      HttpServletResponse response)
      throws InterruptedException {
    // Outside of the transaction: a listener takes minutes.
    FoundRecording found = club.in(() -> find.of(calls.get(id)));
    return switch (found) {
      case FoundRecording.Playable one -> play(one, id, range, method, response);
      case FoundRecording.NotInPlan no ->
          problem(
              HttpStatus.FORBIDDEN,
              "recording.plan",
              "Recordings are part of the plan PREMIUM; this club has another");
      case FoundRecording.None no -> throw new NotFound("recording of call", id);
    };
  }

  private @Nullable ResponseEntity<ProblemDetail> play(
      FoundRecording.Playable one,
      long id,
      @Nullable String range,
      HttpMethod method,
      HttpServletResponse response)
      throws InterruptedException {
    try (Fetched fetched = fetch.fetch(one.place(), one.name(), range)) {
      return switch (fetched) {
        case Fetched.Sound sound -> {
          PassOn.pass(sound, id, !method.equals(HttpMethod.HEAD), response);
          yield null;
        }
        case Fetched.NoSuchPart part -> {
          response.setHeader(HttpHeaders.CONTENT_RANGE, part.contentRange());
          yield problem(
              HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
              "recording.range",
              "The recording has no such part");
        }
        case Fetched.Absent no -> throw new NotFound("recording of call", id);
        case Fetched.Failed failed ->
            problem(
                HttpStatus.BAD_GATEWAY,
                "recording." + failed.code(),
                "The PBX's server of recordings did not give it (" + failed.code() + ")");
      };
    }
  }

  private static ResponseEntity<ProblemDetail> problem(
      HttpStatus status, String code, String detail) {
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(Problems.of(status, code, detail));
  }
}
