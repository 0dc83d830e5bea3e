package ru.fitcrm.hub.connectors.described;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.ElementType.TYPE_USE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/** A text of a description can be read as what it is: its regular expressions, its places. */
@Documented
@Target({FIELD, TYPE_USE})
@Retention(RUNTIME)
@Constraint(validatedBy = CheckSpelling.class)
@interface Spelt {

  As value();

  String message() default "cannot be read";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** What a text is. */
  enum As {
    /** A regular expression. */
    EXPRESSION,
    /** Where a value is. */
    PLACE,
    /** Several such places joined by {@code " | "}. */
    PLACES,
    /** {@code where=value} and {@code where!=value}, joined by {@code " & "}. */
    CONDITIONS,
    /** A text to be filled with what a message and its account have. */
    OF_MESSAGE,
    /** A text to be filled with what an account has: no message is there. */
    OF_ACCOUNT
  }
}
