package ru.fitcrm.hub.config.console;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page of the console its visit and its words. */
@ControllerAdvice(basePackageClasses = ShellAdvice.class)
class ShellAdvice {

  private final FindVisit visits;

  ShellAdvice(FindVisit visits) {
    this.visits = visits;
  }

  @ModelAttribute("visit")
  @Nullable Visit visit(HttpServletRequest request) {
    return visits.of(request);
  }

  @ModelAttribute("say")
  @Nullable Wording say(HttpServletRequest request) {
    Visit visit = visits.of(request);
    return visit == null ? null : visit.say();
  }

  /** What the licence has to say on every page; of an end that is near, to administrators alone. */
  @ModelAttribute("licenceBanner")
  @Nullable String licenceBanner(HttpServletRequest request) {
    Visit visit = visits.of(request);
    return visit == null ? null : LicenceBanner.of(visit);
  }

  /** Where the reader is, to come back to after a change of language. */
  @ModelAttribute("here")
  String here(HttpServletRequest request) {
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  /** Whether only a part of the page is asked for. */
  @ModelAttribute("partly")
  boolean partly(HttpServletRequest request) {
    return request.getHeader("HX-Request") != null;
  }
}
