package ru.fitcrm.hub.jobs.importing;

import static java.util.Map.entry;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import ru.fitcrm.hub.core.importing.ImportField;

/** What clubs call their columns, in Russian and English. */
final class FieldNames {

  private static final int SURE = 98;
  private static final int LIKELY = 80;

  private static final Map<ImportField, List<String>> NAMES =
      Map.ofEntries(
          entry(
              ImportField.ID,
              List.of(
                  "id",
                  "ид",
                  "код",
                  "код клиента",
                  "номер клиента",
                  "id клиента",
                  "guid",
                  "uid",
                  "client id",
                  "номер карты",
                  "карта",
                  "№ карты",
                  "card",
                  "card number")),
          entry(
              ImportField.NAME,
              List.of(
                  "фио",
                  "ф.и.о.",
                  "ф. и. о.",
                  "клиент",
                  "имя клиента",
                  "фамилия имя отчество",
                  "фамилия имя",
                  "фамилия и имя",
                  "имя и фамилия",
                  "наименование",
                  "name",
                  "full name",
                  "client",
                  "client name",
                  "фио клиента",
                  "контакт",
                  "ученик")),
          entry(ImportField.LAST_NAME, List.of("фамилия", "last name", "surname", "lastname")),
          entry(ImportField.FIRST_NAME, List.of("имя", "first name", "firstname")),
          entry(
              ImportField.MIDDLE_NAME,
              List.of("отчество", "middle name", "patronymic", "second name")),
          entry(
              ImportField.PHONE,
              List.of(
                  "телефон",
                  "телефоны",
                  "тел",
                  "тел.",
                  "мобильный",
                  "мобильный телефон",
                  "сотовый",
                  "номер телефона",
                  "контактный телефон",
                  "моб.",
                  "моб. телефон",
                  "phone",
                  "phones",
                  "mobile",
                  "phone number",
                  "tel",
                  "доп. телефон",
                  "дополнительный телефон",
                  "телефон клиента",
                  "рабочий телефон",
                  "домашний телефон",
                  "сот. телефон")),
          entry(
              ImportField.EMAIL,
              List.of(
                  "email",
                  "e-mail",
                  "mail",
                  "почта",
                  "эл. почта",
                  "эл.почта",
                  "электронная почта",
                  "имейл",
                  "адрес электронной почты",
                  "e mail")),
          entry(
              ImportField.BIRTH_DATE,
              List.of(
                  "дата рождения",
                  "др",
                  "д.р.",
                  "день рождения",
                  "родился",
                  "рождение",
                  "birth date",
                  "birthdate",
                  "birthday",
                  "date of birth",
                  "dob")),
          entry(
              ImportField.BRANCH,
              List.of("филиал", "клуб", "точка", "студия", "зал", "branch", "club", "location")),
          entry(
              ImportField.SOURCE,
              List.of(
                  "источник",
                  "откуда узнали",
                  "откуда узнал",
                  "рекламный источник",
                  "реклама",
                  "канал",
                  "источник клиента",
                  "source",
                  "lead source")),
          entry(
              ImportField.COMMENT,
              List.of(
                  "комментарий",
                  "комментарии",
                  "примечание",
                  "примечания",
                  "заметка",
                  "заметки",
                  "описание",
                  "comment",
                  "comments",
                  "note",
                  "notes")),
          entry(
              ImportField.BALANCE,
              List.of(
                  "баланс",
                  "остаток",
                  "остаток средств",
                  "лицевой счет",
                  "лицевой счёт",
                  "депозит",
                  "счет",
                  "счёт",
                  "balance",
                  "deposit",
                  "account balance",
                  "долг",
                  "задолженность")),
          entry(
              ImportField.CONTRACT_TITLE,
              List.of(
                  "абонемент",
                  "контракт",
                  "договор",
                  "тариф",
                  "вид абонемента",
                  "тип абонемента",
                  "название абонемента",
                  "членство",
                  "карта клуба",
                  "membership",
                  "contract",
                  "plan",
                  "subscription",
                  "услуга")),
          entry(
              ImportField.CONTRACT_STATUS,
              List.of(
                  "статус",
                  "статус абонемента",
                  "статус контракта",
                  "статус договора",
                  "состояние",
                  "status",
                  "contract status",
                  "membership status")),
          entry(
              ImportField.CONTRACT_STARTS_ON,
              List.of(
                  "начало",
                  "дата начала",
                  "начало абонемента",
                  "начало контракта",
                  "действует с",
                  "с",
                  "активация",
                  "дата активации",
                  "дата продажи",
                  "start",
                  "start date",
                  "starts on",
                  "begin",
                  "valid from",
                  "дата начала абонемента")),
          entry(
              ImportField.CONTRACT_ENDS_ON,
              List.of(
                  "окончание",
                  "дата окончания",
                  "конец",
                  "окончание абонемента",
                  "окончание контракта",
                  "действует до",
                  "годен до",
                  "по",
                  "истекает",
                  "срок действия",
                  "end",
                  "end date",
                  "ends on",
                  "valid until",
                  "expires",
                  "expiration",
                  "дата окончания абонемента",
                  "действителен до")),
          entry(
              ImportField.CONTRACT_PRICE,
              List.of(
                  "стоимость",
                  "цена",
                  "сумма",
                  "стоимость абонемента",
                  "цена абонемента",
                  "price",
                  "cost",
                  "amount")),
          entry(
              ImportField.VISITS_TOTAL,
              List.of(
                  "всего посещений",
                  "количество посещений",
                  "кол-во посещений",
                  "занятий всего",
                  "количество занятий",
                  "visits total",
                  "total visits",
                  "visits")),
          entry(
              ImportField.VISITS_LEFT,
              List.of(
                  "осталось посещений",
                  "остаток посещений",
                  "осталось занятий",
                  "остаток занятий",
                  "осталось",
                  "visits left",
                  "remaining visits",
                  "left visits",
                  "remaining")));

  /**
   * Beginnings that tell a column whose whole name is not known, in the order they are tried.
   * Longer things first: «дата окончания…» is no date of birth.
   */
  private static final List<Map.Entry<String, ImportField>> BEGINNINGS =
      List.of(
          entry("дата рожд", ImportField.BIRTH_DATE),
          entry("осталось", ImportField.VISITS_LEFT),
          entry("остаток пос", ImportField.VISITS_LEFT),
          entry("остаток зан", ImportField.VISITS_LEFT),
          entry("дата начала", ImportField.CONTRACT_STARTS_ON),
          entry("дата оконч", ImportField.CONTRACT_ENDS_ON),
          entry("действует до", ImportField.CONTRACT_ENDS_ON),
          entry("телефон", ImportField.PHONE),
          entry("мобильн", ImportField.PHONE),
          entry("phone", ImportField.PHONE),
          entry("тел.", ImportField.PHONE),
          entry("e-mail", ImportField.EMAIL),
          entry("email", ImportField.EMAIL),
          entry("фио", ImportField.NAME),
          entry("коммент", ImportField.COMMENT),
          entry("примеч", ImportField.COMMENT),
          entry("баланс", ImportField.BALANCE),
          entry("источник", ImportField.SOURCE),
          entry("филиал", ImportField.BRANCH),
          entry("статус абон", ImportField.CONTRACT_STATUS),
          entry("абонемент", ImportField.CONTRACT_TITLE));

  private FieldNames() {}

  /**
   * A guess.
   *
   * @param confidence 0–100
   */
  record Guess(ImportField field, int confidence) {}

  static Optional<Guess> of(String header) {
    String name = plain(header);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    for (Map.Entry<ImportField, List<String>> known : NAMES.entrySet()) {
      if (known.getValue().contains(name)
          || known.getKey().word().toLowerCase(Locale.ROOT).equals(name)) {
        return Optional.of(new Guess(known.getKey(), SURE));
      }
    }
    return BEGINNINGS.stream()
        .filter(known -> name.startsWith(known.getKey()))
        .findFirst()
        .map(known -> new Guess(known.getValue(), LIKELY));
  }

  /**
   * Lower case, single blanks, no stars, colons and numbers at the end, e for ё kept as written.
   */
  private static String plain(String header) {
    return header
        .toLowerCase(Locale.ROOT)
        .replace('_', ' ')
        .replace('\u00A0', ' ')
        .replaceAll("[*:]", " ")
        .replaceAll("\\s+", " ")
        .strip()
        .replaceAll("(?<=\\p{L}\\p{L})\\s*[0-9]$", "")
        .replaceAll("^(дата рождения|телефон|баланс) ?[(,].*$", "$1")
        .strip();
  }
}
