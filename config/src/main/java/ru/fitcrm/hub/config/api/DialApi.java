package ru.fitcrm.hub.config.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import ru.fitcrm.hub.core.call.Call;
import ru.fitcrm.hub.core.call.CallOut;
import ru.fitcrm.hub.core.call.CallWish;

/** Calling out: an employee's phone rings, then the client is dialled. */
@Masked
@RestController
@RequestMapping("/api/v1/clubs/{club}/calls")
@Tag(name = "calls")
final class DialApi {

  private final CallOut callOut;
  private final Idempotency idempotency;

  DialApi(CallOut callOut, Idempotency idempotency) {
    this.callOut = callOut;
    this.idempotency = idempotency;
  }

  /**
   * Answers with the call, which is followed to its end at its {@code Location}. Asked again while
   * the same phone still rings for the same number, it answers with that call and rings no second
   * time. An employee who is logged in and names nobody is called themselves.
   */
  @PostMapping
  ResponseEntity<?> call(
      InClub club,
      @RequestHeader(name = Idempotency.HEADER, required = false) @Nullable String key,
      @RequestBody CallWish request) {
    return idempotency.once(club, key, "POST calls", request, () -> begun(club, request));
  }

  private ResponseEntity<Call> begun(InClub club, CallWish request) {
    Call call = callOut.begin(club.club(), meantFor(club, request));
    return ResponseEntity.accepted()
        .location(URI.create(club.path() + "/calls/" + call.id()))
        .body(call);
  }

  private static CallWish meantFor(InClub club, CallWish request) {
    boolean nobodyNamed = request.extension() == null && request.employeeId() == null;
    return nobodyNamed && club.who().employeeId() != null
        ? new CallWish(request.phone(), null, club.who().employeeId(), request.connectionId())
        : request;
  }
}
