package ru.fitcrm.hub.config.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Answers hold people's numbers and texts: hidden from those whose role does not see them. */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@interface Masked {

  /** Whether texts are people's own words, and not the club's notes. */
  boolean texts() default true;
}
