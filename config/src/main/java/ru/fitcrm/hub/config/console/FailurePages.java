package ru.fitcrm.hub.config.console;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import ru.fitcrm.hub.core.licence.LicenceOver;
import ru.fitcrm.hub.core.licence.ModuleLocked;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.NotFound;

/** What a page answers when there is nothing to show; before Spring answers it in JSON. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice(basePackageClasses = FailurePages.class)
class FailurePages {

  @ExceptionHandler(NotFound.class)
  @ResponseStatus(HttpStatus.NOT_FOUND)
  String nothingThere() {
    return "error/404";
  }

  /** An address somebody wrote by hand, or that was cut in a letter. */
  @ExceptionHandler(MethodArgumentTypeMismatchException.class)
  ModelAndView unreadable(MethodArgumentTypeMismatchException wrong) {
    return wrong.getParameter().hasParameterAnnotation(PathVariable.class)
        ? new ModelAndView("error/404", HttpStatus.NOT_FOUND)
        : notUnderstood(wrong.getName());
  }

  @ExceptionHandler
  ModelAndView invalid(InvalidInput wrong) {
    return notUnderstood(wrong.field());
  }

  @ExceptionHandler
  ModelAndView unbound(BindException wrong) {
    FieldError field = wrong.getFieldError();
    return notUnderstood(field == null ? null : field.getField());
  }

  @ExceptionHandler
  ModelAndView missing(MissingServletRequestParameterException wrong) {
    return notUnderstood(wrong.getParameterName());
  }

  private static ModelAndView notUnderstood(@Nullable String field) {
    ModelAndView page = new ModelAndView("error/400", HttpStatus.BAD_REQUEST);
    page.addObject("field", field);
    return page;
  }

  @ExceptionHandler(AccessDeniedException.class)
  @ResponseStatus(HttpStatus.FORBIDDEN)
  String notAllowed() {
    return "error/403";
  }

  /** A page says what is to be done; a part of one says it in a word, for a toast. */
  @ExceptionHandler(LicenceOver.class)
  Object licenceOver(LicenceOver over, HttpServletRequest request) {
    return refused(request, "licence.over." + over.state(), over.validUntil());
  }

  @ExceptionHandler(ModuleLocked.class)
  Object moduleLocked(ModuleLocked locked, HttpServletRequest request) {
    return refused(request, "licence.locked", null);
  }

  private static Object refused(
      HttpServletRequest request, String code, @Nullable LocalDate validUntil) {
    Visit visit = FindVisit.known(request);
    if (visit == null) {
      throw new AccessDeniedException(code);
    }
    Wording say = visit.say();
    String text = say.text(code + ".text", validUntil == null ? "" : say.date(validUntil));
    if (request.getHeader("HX-Request") != null) {
      return ResponseEntity.status(HttpStatus.FORBIDDEN).body(Map.of("text", text));
    }
    ModelAndView page = new ModelAndView("console/licence-over");
    page.setStatus(HttpStatus.FORBIDDEN);
    page.addObject("visit", visit);
    page.addObject("title", say.text(code + ".title"));
    page.addObject("text", text);
    return page;
  }

  /** The account was closed while its session lived. */
  @ExceptionHandler(AuthenticationCredentialsNotFoundException.class)
  String shutOut(HttpServletResponse response, jakarta.servlet.http.HttpSession session) {
    session.invalidate();
    response.setHeader("HX-Redirect", "/login");
    return "redirect:/login";
  }
}
