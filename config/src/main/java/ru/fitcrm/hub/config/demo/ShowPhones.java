package ru.fitcrm.hub.config.demo;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Tells every page of the console where the phones of the demo's people are. */
@ControllerAdvice(basePackages = "ru.fitcrm.hub.config.console")
@ConditionalOnProperty(name = "hub.demo", havingValue = "true")
class ShowPhones {

  private final RunDemo demo;

  ShowPhones(RunDemo demo) {
    this.demo = demo;
  }

  @ModelAttribute("demoPhones")
  @Nullable String demoPhones() {
    return demo.phones();
  }
}
