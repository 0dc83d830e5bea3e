package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import ru.fitcrm.hub.core.connection.SecretBox;
import ru.fitcrm.hub.core.licence.LicenceOver;
import ru.fitcrm.hub.core.licence.ModuleLocked;
import ru.fitcrm.hub.core.platform.Conflict;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;
import ru.fitcrm.hub.core.platform.StaleVersion;

/** Turns what went wrong in the API into RFC 9457 problems. */
@RestControllerAdvice(basePackageClasses = ApiErrors.class)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ApiErrors {

  private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

  @ExceptionHandler
  ProblemDetail invalid(InvalidInput wrong) {
    return field(wrong.field(), wrong.code(), String.valueOf(wrong.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail absent(NotFound wrong) {
    return Problems.of(HttpStatus.NOT_FOUND, "not-found", String.valueOf(wrong.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail conflict(Conflict wrong) {
    return Problems.of(HttpStatus.CONFLICT, wrong.code(), String.valueOf(wrong.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail unreadable(SecretBox.UnreadableSecret wrong) {
    return Problems.of(
        HttpStatus.CONFLICT, "secret.unreadable", String.valueOf(wrong.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail stale(StaleVersion wrong) {
    return Problems.of(
        HttpStatus.PRECONDITION_FAILED, "version.stale", String.valueOf(wrong.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail reused(IdempotencyKeyReused wrong) {
    return Problems.ofField(
        HttpStatus.UNPROCESSABLE_ENTITY,
        Idempotency.HEADER,
        "idempotency-key.reused",
        String.valueOf(wrong.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail scopeMissing(MissingScope wrong) {
    ProblemDetail problem =
        Problems.of(HttpStatus.FORBIDDEN, "scope.missing", String.valueOf(wrong.getMessage()));
    problem.setProperty("scope", wrong.scope());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail moreThanOwn(MoreThanOwn wrong) {
    return Problems.ofField(
        HttpStatus.FORBIDDEN,
        wrong.field(),
        "key.more-than-own",
        String.valueOf(wrong.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail licenceOver(LicenceOver wrong) {
    ProblemDetail problem =
        Problems.of(HttpStatus.FORBIDDEN, wrong.code(), String.valueOf(wrong.getMessage()));
    problem.setProperty("state", wrong.state());
    problem.setProperty("validUntil", wrong.validUntil());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail moduleLocked(ModuleLocked wrong) {
    ProblemDetail problem =
        Problems.of(HttpStatus.FORBIDDEN, "licence.module", String.valueOf(wrong.getMessage()));
    problem.setProperty("module", wrong.module());
    return problem;
  }

  @ExceptionHandler
  ProblemDetail forbidden(AccessDeniedException wrong) {
    return Problems.of(HttpStatus.FORBIDDEN, "forbidden", String.valueOf(wrong.getMessage()));
  }

  @ExceptionHandler
  ProblemDetail unreadable(UnreadableJson wrong) {
    return withErrors(ExplainJson.of(wrong.why()));
  }

  @ExceptionHandler
  ProblemDetail unreadable(HttpMessageNotReadableException wrong) {
    if (wrong.getCause() instanceof JsonProcessingException json) {
      return withErrors(ExplainJson.of(json));
    }
    return Problems.of(
        HttpStatus.BAD_REQUEST, "body.missing", "The request needs a JSON object as its body");
  }

  @ExceptionHandler
  ProblemDetail wrongParameter(MethodArgumentTypeMismatchException wrong) {
    String name = wrong.getName();
    return field(
        name, "field.invalid", name + " must be " + ExplainJson.expected(wrong.getRequiredType()));
  }

  @ExceptionHandler
  ProblemDetail missingParameter(MissingServletRequestParameterException wrong) {
    String name = wrong.getParameterName();
    return field(name, "required", name + " is required");
  }

  @ExceptionHandler
  ProblemDetail twice(DuplicateKeyException wrong) {
    LOG.debug("A duplicate was refused", wrong);
    return Problems.of(HttpStatus.CONFLICT, "duplicate", "Such a thing exists already");
  }

  @ExceptionHandler
  ProblemDetail refusedByDatabase(DataIntegrityViolationException wrong) {
    return ExplainDatabase.of(wrong)
        .map(problem -> withErrors(problem))
        .orElseGet(() -> unexpectedProblem(wrong));
  }

  /** The caller hung up. */
  @ExceptionHandler
  void gone(AsyncRequestNotUsableException nobodyListens) {
    LOG.debug("The caller hung up", nobodyListens);
  }

  @ExceptionHandler
  ResponseEntity<ProblemDetail> anythingElse(Exception wrong, HttpServletRequest request) {
    if (wrong instanceof ErrorResponse known) {
      return ofSpring(known);
    }
    LOG.error("{} failed; the caller was told 500", request.getMethod(), wrong);
    return ResponseEntity.internalServerError().body(unexpected());
  }

  static ResponseEntity<ProblemDetail> ofSpring(ErrorResponse known) {
    HttpStatus status = HttpStatus.valueOf(known.getStatusCode().value());
    HttpHeaders headers = known.getHeaders();
    String detail = known.getBody().getDetail();
    ProblemDetail problem =
        Problems.of(status, code(status), detail == null ? status.getReasonPhrase() : detail);
    return ResponseEntity.status(status).headers(headers).body(problem);
  }

  private static String code(HttpStatus status) {
    return status.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  private static ProblemDetail unexpectedProblem(Exception wrong) {
    LOG.error("The database refused what the API let through; the caller was told 500", wrong);
    return unexpected();
  }

  private static ProblemDetail unexpected() {
    return Problems.of(
        HttpStatus.INTERNAL_SERVER_ERROR,
        "unexpected",
        "The hub failed to do this; its log says why. Nothing was changed");
  }

  private static ProblemDetail field(String field, String code, String detail) {
    return withErrors(Problems.ofField(HttpStatus.BAD_REQUEST, field, code, detail));
  }

  /** One list for forms that show errors beside their fields. */
  private static ProblemDetail withErrors(ProblemDetail problem) {
    Map<String, Object> properties = problem.getProperties();
    if (properties != null && properties.get("field") instanceof String field) {
      problem.setProperty(
          "errors",
          List.of(
              Map.of(
                  "field", field,
                  "code", String.valueOf(properties.get("code")),
                  "message", String.valueOf(problem.getDetail()))));
    }
    return problem;
  }
}
