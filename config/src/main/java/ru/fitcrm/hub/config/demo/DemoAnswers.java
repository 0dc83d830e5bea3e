package ru.fitcrm.hub.config.demo;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ru.fitcrm.hub.sandbox.sms.SandboxSms;
import ru.fitcrm.hub.sandbox.sms.SentSms;

/** People who answer the club's messages by themselves: every third, after a while. */
final class DemoAnswers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(DemoAnswers.class);
  private static final long LOOK_EVERY_SECONDS = 3;
  private static final int AFTER_SECONDS = 8;
  private static final int OF = 3;

  private static final List<String> ANSWERS =
      List.of(
          "Спасибо! Перезвоните, пожалуйста, после 18:00",
          "Сколько стоит абонемент на три месяца?",
          "Хочу записаться на пробную тренировку",
          "До скольки вы сегодня работаете?",
          "Уже не актуально, спасибо",
          "СТОП");

  private final SandboxSms sms;
  private final DemoPeople people;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("demo-answers").daemon(true).factory());
  private String lastSeen = "";

  /**
   * @param seed of who answers and what
   */
  DemoAnswers(SandboxSms sms, long seed) {
    this.sms = sms;
    this.people = new DemoPeople(seed);
  }

  void start() {
    var unused =
        timer.scheduleWithFixedDelay(
            this::look, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    List<SentSms> all = sms.sent();
    for (SentSms each : all.reversed()) {
      if (each.id().compareTo(lastSeen) <= 0) {
        break;
      }
      if (people.below(OF) == 0) {
        String words = people.pick(ANSWERS);
        var unused =
            timer.schedule(
                () -> answer(each, words), AFTER_SECONDS + people.below(20), TimeUnit.SECONDS);
      }
    }
    lastSeen = all.isEmpty() ? lastSeen : all.getLast().id();
  }

  private void answer(SentSms sent, String words) {
    try {
      sms.write("+" + sent.phone(), words);
    } catch (RuntimeException e) {
      LOG.warn("A demo answer could not be written, the next one follows", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
