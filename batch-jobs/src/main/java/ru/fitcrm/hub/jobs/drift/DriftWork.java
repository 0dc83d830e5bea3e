package ru.fitcrm.hub.jobs.drift;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import ru.fitcrm.hub.core.sync.DriftDesk;

/** Puts the comparing of the night together. */
@Configuration(proxyBeanMethods = false)
public class DriftWork {

  @Bean
  CompareAtNight compareAtNight(DriftDesk drift) {
    return new CompareAtNight(drift);
  }
}
