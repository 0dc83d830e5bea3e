package ru.fitcrm.hub.config.console;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import ru.fitcrm.hub.core.platform.NotFound;

/** What a page answers when there is nothing to show. */
@ControllerAdvice(basePackageClasses = FailurePages.class)
class FailurePages {

  @ExceptionHandler({NotFound.class, MethodArgumentTypeMismatchException.class})
  @ResponseStatus(HttpStatus.NOT_FOUND)
  String nothingThere() {
    return "error/404";
  }

  @ExceptionHandler(AccessDeniedException.class)
  @ResponseStatus(HttpStatus.FORBIDDEN)
  String notAllowed() {
    return "error/403";
  }

  /** The account was closed while its session lived. */
  @ExceptionHandler(AuthenticationCredentialsNotFoundException.class)
  String shutOut(HttpServletResponse response, jakarta.servlet.http.HttpSession session) {
    session.invalidate();
    response.setHeader("HX-Redirect", "/login");
    return "redirect:/login";
  }
}
