package ru.fitcrm.hub.config.start;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Keeps Boot's stack trace of a failed start for debug: {@link RunProgram} says it in one line. */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class QuietFailure implements SpringBootExceptionReporter {

  private static final Logger log = LoggerFactory.getLogger(QuietFailure.class);

  QuietFailure(ConfigurableApplicationContext context) {
    log.debug("Reports failures of {}", context);
  }

  @Override
  public boolean reportException(Throwable failure) {
    log.debug("The start failed", failure);
    return true;
  }
}
