package ru.fitcrm.hub.config.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import jakarta.validation.MessageInterpolator;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.boot.autoconfigure.validation.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How the API reads requests: strictly, so that a mistake is named and not guessed around. */
@Configuration(proxyBeanMethods = false)
class ApiWiring implements WebMvcConfigurer {

  private final ResolveClub resolveClub;

  ApiWiring(ResolveClub resolveClub) {
    this.resolveClub = resolveClub;
  }

  @Override
  public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
    resolvers.add(resolveClub);
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(new RequireScope()).addPathPatterns("/api/**");
  }

  /** Mistakes are told in English; pages have words of their own for their codes. */
  @Bean
  static ValidationConfigurationCustomizer mistakesInEnglish() {
    return validation -> {
      MessageInterpolator usual = validation.getDefaultMessageInterpolator();
      validation.messageInterpolator(
          new MessageInterpolator() {
            @Override
            public String interpolate(String template, Context context) {
              return usual.interpolate(template, context, Locale.ROOT);
            }

            @Override
            public String interpolate(String template, Context context, Locale asked) {
              return interpolate(template, context);
            }
          });
    };
  }

  @Bean
  static Jackson2ObjectMapperBuilderCustomizer strictJson() {
    return builder ->
        builder
            .featuresToDisable(
                MapperFeature.ALLOW_COERCION_OF_SCALARS, DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .featuresToEnable(
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
  }
}
