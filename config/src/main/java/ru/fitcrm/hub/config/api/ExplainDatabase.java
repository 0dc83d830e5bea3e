package ru.fitcrm.hub.config.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Names the field behind a constraint: an id that is not the club's, a value out of range. */
final class ExplainDatabase {

  private static final Pattern REFERENCE = Pattern.compile("club_id_([a-z_]+)_fkey");

  private ExplainDatabase() {}

  static Optional<ProblemDetail> of(DataIntegrityViolationException wrong) {
    if (!(wrong.getMostSpecificCause() instanceof PSQLException cause)) {
      return Optional.empty();
    }
    ServerErrorMessage said = cause.getServerErrorMessage();
    String constraint = said == null ? null : said.getConstraint();
    if (PSQLState.FOREIGN_KEY_VIOLATION.getState().equals(cause.getSQLState())) {
      return Optional.of(unknownId(constraint));
    }
    return said != null && said.getSQLState() != null && said.getSQLState().startsWith("22")
        ? Optional.of(unstorable())
        : Optional.empty();
  }

  private static ProblemDetail unknownId(@Nullable String constraint) {
    Matcher column = REFERENCE.matcher(String.valueOf(constraint));
    String field = column.find() ? camel(column.group(1)) : "id";
    return Problems.ofField(
        HttpStatus.BAD_REQUEST,
        field,
        "reference.unknown",
        field + " names nothing of this club: look its id up first");
  }

  private static ProblemDetail unstorable() {
    return Problems.of(
        HttpStatus.BAD_REQUEST,
        "value.unstorable",
        "A text holds a character that cannot be kept (U+0000), or a value is out of range");
  }

  private static String camel(String column) {
    return Pattern.compile("_([a-z])")
        .matcher(column)
        .replaceAll(found -> found.group(1).toUpperCase(java.util.Locale.ROOT));
  }
}
