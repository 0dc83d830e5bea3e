package ru.fitcrm.hub.config.demo;

import java.util.List;
import java.util.Random;

/** Made-up people and numbers; the same seed makes the same ones. */
final class DemoPeople {

  private static final List<String> WOMEN =
      List.of("Анна", "Мария", "Ольга", "Елена", "Наталья", "Ирина", "Юлия", "Дарья", "Ксения");
  private static final List<String> MEN =
      List.of("Иван", "Сергей", "Дмитрий", "Андрей", "Павел", "Максим", "Артём", "Кирилл");
  private static final List<String> SURNAMES =
      List.of(
          "Соколов",
          "Морозов",
          "Волков",
          "Лебедев",
          "Козлов",
          "Новиков",
          "Зайцев",
          "Павлов",
          "Семёнов",
          "Голубев",
          "Виноградов",
          "Богданов",
          "Воробьёв",
          "Фёдоров",
          "Беляев");

  private final Random random;

  DemoPeople(long seed) {
    random = new Random(seed);
  }

  String name() {
    boolean woman = random.nextBoolean();
    String surname = pick(SURNAMES);
    return pick(woman ? WOMEN : MEN) + " " + (woman ? surname + "а" : surname);
  }

  /** A mobile number in E.164; the ranges exist, the people do not. */
  String mobile() {
    return "+7916%07d".formatted(random.nextInt(10_000_000));
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }
}
