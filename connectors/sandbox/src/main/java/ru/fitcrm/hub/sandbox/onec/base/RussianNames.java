package ru.fitcrm.hub.sandbox.onec.base;

import java.util.List;

/** Full names as a 1C keeps them: surname, name, patronymic. */
final class RussianNames {

  private static final List<String> SURNAMES =
      List.of(
          "Смирнов",
          "Иванов",
          "Кузнецов",
          "Соколов",
          "Попов",
          "Лебедев",
          "Козлов",
          "Новиков",
          "Морозов",
          "Петров",
          "Волков",
          "Соловьёв",
          "Васильев",
          "Зайцев",
          "Павлов",
          "Семёнов",
          "Голубев",
          "Виноградов",
          "Богданов",
          "Воробьёв",
          "Фёдоров",
          "Михайлов",
          "Беляев",
          "Тарасов",
          "Белов",
          "Комаров",
          "Орлов",
          "Киселёв",
          "Макаров",
          "Андреев",
          "Ковалёв",
          "Ильин",
          "Гусев",
          "Титов",
          "Кузьмин",
          "Кудрявцев",
          "Баранов",
          "Куликов",
          "Алексеев",
          "Степанов",
          "Яковлев",
          "Сорокин",
          "Сергеев",
          "Романов",
          "Захаров",
          "Борисов",
          "Королёв");
  private static final List<String> WOMEN =
      List.of(
          "Анна",
          "Мария",
          "Елена",
          "Ольга",
          "Наталья",
          "Екатерина",
          "Татьяна",
          "Ирина",
          "Светлана",
          "Юлия",
          "Анастасия",
          "Дарья",
          "Ксения",
          "Алёна",
          "Вера",
          "Полина");
  private static final List<String> MEN =
      List.of(
          "Александр",
          "Дмитрий",
          "Максим",
          "Сергей",
          "Андрей",
          "Алексей",
          "Артём",
          "Илья",
          "Кирилл",
          "Михаил",
          "Никита",
          "Матвей",
          "Роман",
          "Егор",
          "Пётр",
          "Фёдор");
  private static final List<String> FATHERS =
      List.of(
          "Александров",
          "Дмитриев",
          "Сергеев",
          "Андреев",
          "Алексеев",
          "Иванов",
          "Михайлов",
          "Николаев",
          "Владимиров",
          "Петров",
          "Викторов",
          "Олегов");

  private RussianNames() {}

  static String of(Dice dice, long client) {
    boolean woman = dice.roll(client, 1, 2) == 0;
    return "%s%s %s %s%s"
        .formatted(
            dice.pick(client, 2, SURNAMES),
            woman ? "а" : "",
            dice.pick(client, 3, woman ? WOMEN : MEN),
            dice.pick(client, 4, FATHERS),
            woman ? "на" : "ич");
  }
}
