package ru.fitcrm.hub.connectors.onec.odata;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Entities and fields of a map belong together; see {@link CheckMap}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = CheckMap.class)
@interface WholeMap {

  String message() default "does not fit";

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};
}
