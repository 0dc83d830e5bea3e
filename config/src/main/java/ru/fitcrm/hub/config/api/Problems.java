package ru.fitcrm.hub.config.api;

import java.net.URI;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * Makes RFC 9457 problems: {@code type, title, status, detail, code} and, where one is to blame,
 * {@code field}.
 */
public final class Problems {

  private Problems() {}

  /**
   * @param code stable code of the problem, for example {@code phone.invalid}
   */
  public static ProblemDetail of(HttpStatus status, String code, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create("urn:fitcrm-hub:problem:" + code));
    problem.setProperty("code", code);
    return problem;
  }

  /**
   * @param field name of the field as the caller wrote it
   */
  static ProblemDetail ofField(HttpStatus status, String field, String code, String detail) {
    ProblemDetail problem = of(status, code, detail);
    problem.setProperty("field", field);
    return problem;
  }
}
