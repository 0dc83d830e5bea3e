package ru.fitcrm.hub.config;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The hub as a program. */
@SpringBootApplication
public class FitCrmHub {

  public static void main(String[] args) {
    SpringApplication.run(FitCrmHub.class, args);
  }
}
