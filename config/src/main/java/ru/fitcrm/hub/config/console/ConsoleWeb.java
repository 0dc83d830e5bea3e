package ru.fitcrm.hub.config.console;

import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.SessionLocaleResolver;

/** Pages know their visit, and speak Russian until told otherwise. */
@Configuration(proxyBeanMethods = false)
class ConsoleWeb {

  static final Locale RUSSIAN = Locale.of("ru");

  @Bean
  static SessionLocaleResolver localeResolver() {
    SessionLocaleResolver resolver = new SessionLocaleResolver();
    resolver.setDefaultLocale(RUSSIAN);
    return resolver;
  }

  @Bean
  WebMvcConfigurer pagesKnowTheirVisit(FindVisit visit) {
    return new WebMvcConfigurer() {
      @Override
      public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(visit);
      }
    };
  }
}
