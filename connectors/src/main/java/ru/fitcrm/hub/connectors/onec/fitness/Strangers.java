package ru.fitcrm.hub.connectors.onec.fitness;

import java.util.regex.Pattern;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;

/** Tells a refusal because 1C knows no such client from any other: by its words, it has no code. */
final class Strangers {

  private static final Pattern UNKNOWN =
      Pattern.compile(
          "(клиент|пользовател|номер|телефон)\\S*( \\S+){0,4} не (найден|зарегистрирован|существует)"
              + "|не (найден|зарегистрирован)\\S* (клиент|пользовател)"
              + "|(client|user) (was )?not found",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private Strangers() {}

  static boolean isOne(Trouble trouble) {
    return trouble.code().startsWith(Envelope.REFUSED) && UNKNOWN.matcher(trouble.reason()).find();
  }
}
