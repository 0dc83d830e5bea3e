package ru.fitcrm.hub.connectors.described;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a text of a description before it is kept, and says what in it cannot be. */
public final class CheckSpelling implements ConstraintValidator<Spelt, String> {

  private static final List<String> OF_ACCOUNT =
      List.of(
          "messenger", "username", "password", "apiKey", "sender", "receiptUrl", "receiptSecret");
  private static final List<String> OF_MESSAGE =
      Stream.concat(
              Stream.of("phone", "phonePlus", "address", "chatId", "text", "id", "coding"),
              OF_ACCOUNT.stream())
          .toList();

  private Spelt.As as = Spelt.As.PLACE;

  @Override
  public void initialize(Spelt spelt) {
    as = spelt.value();
  }

  @Override
  public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
    Optional<String> wrong = text == null ? Optional.empty() : wrong(text);
    wrong.ifPresent(
        words -> {
          context.disableDefaultConstraintViolation();
          context.buildConstraintViolationWithTemplate(words).addConstraintViolation();
        });
    return wrong.isEmpty();
  }

  /** Without what was written but names of letters and digits: messages have a language. */
  private Optional<String> wrong(String text) {
    return switch (as) {
      case EXPRESSION -> expression(text, 0);
      case PLACE -> place(text);
      case PLACES -> first(Arrays.stream(text.split(" \\| ", -1)).map(CheckSpelling::place));
      case CONDITIONS -> first(Arrays.stream(text.split(" & ", -1)).map(CheckSpelling::condition));
      case OF_MESSAGE -> template(text, OF_MESSAGE);
      case OF_ACCOUNT -> template(text, OF_ACCOUNT);
    };
  }

  private static Optional<String> first(Stream<Optional<String>> found) {
    return found.flatMap(Optional::stream).findFirst();
  }

  private static Optional<String> condition(String condition) {
    String where = condition.replaceFirst("!?=.*", "");
    return place(where).or(() -> template(condition.substring(where.length()), OF_ACCOUNT));
  }

  private static Optional<String> place(String where) {
    return where.startsWith("~") ? expression(where.substring(1), 1) : Optional.empty();
  }

  private static Optional<String> expression(String text, int groups) {
    try {
      return PickValue.compiled(text).matcher("").groupCount() < groups
          ? Optional.of(
              "has a regular expression without a group: put what is looked for in brackets, for"
                  + " example ~id=([0-9]+)")
          : Optional.empty();
    } catch (PatternSyntaxException e) {
      return Optional.of(
          "has a regular expression that cannot be read beyond its letter %d: correct it, for"
                  .formatted(Math.max(e.getIndex(), 0))
              + " example close every bracket");
    }
  }

  private static Optional<String> template(String text, List<String> known) {
    return FillTemplate.places(text)
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(
            name ->
                "has the unknown place %s: what may stand in braces here is %s"
                    .formatted(name, String.join(", ", known)));
  }
}
