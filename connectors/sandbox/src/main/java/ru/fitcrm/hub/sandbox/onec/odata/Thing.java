package ru.fitcrm.hub.sandbox.onec.odata;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import ru.fitcrm.hub.sandbox.onec.base.Row;

/**
 * An object of the base as its configuration names it: in Russian, with words of its own.
 *
 * @param sections tabular section → its rows
 */
record Thing(List<Property> properties, Map<String, List<List<Property>>> sections) {

  private static final Map<String, String> CONTRACT_STATUS =
      Map.of(
          "ACTIVE", "Действует",
          "FROZEN", "Заморожен",
          "ENDED", "Завершен",
          "AWAITING_PAYMENT", "ОжидаетОплаты",
          "TERMINATED", "Расторгнут");
  private static final Map<String, String> PAYMENT_STATUS =
      Map.of("SUCCEEDED", "Проведен", "FAILED", "Отклонен", "WAITING", "Ожидает");
  private static final Map<String, String> BOOKING_STATUS =
      Map.of(
          "PLANNED", "Запланировано",
          "ATTENDED", "Посетил",
          "MISSED", "Пропустил",
          "CANCELLED", "Отменено");

  /** The entity a kind of rows is published as. */
  static String entity(Row.Kind kind) {
    return switch (kind) {
      case CLIENT -> "Catalog_Клиенты";
      case CONTRACT -> "Catalog_Договоры";
      case PAYMENT -> "Document_Оплата";
      case VISIT -> "Document_Посещение";
      case BOOKING -> "Document_ЗаписьНаЗанятие";
      case SHIFT -> "Document_РабочаяСмена";
    };
  }

  static Optional<Row.Kind> kind(String entity) {
    return List.of(Row.Kind.values()).stream()
        .filter(kind -> entity(kind).equals(entity))
        .findFirst();
  }

  static Row.Kind kind(Row row) {
    return switch (row) {
      case Row.Client each -> Row.Kind.CLIENT;
      case Row.Contract each -> Row.Kind.CONTRACT;
      case Row.Payment each -> Row.Kind.PAYMENT;
      case Row.Visit each -> Row.Kind.VISIT;
      case Row.Booking each -> Row.Kind.BOOKING;
      case Row.Shift each -> Row.Kind.SHIFT;
    };
  }

  static Thing of(Row row) {
    List<Property> all = new ArrayList<>();
    all.add(Property.ref("Ref_Key", row.ref()));
    all.add(Property.text("DataVersion", version(row.version())));
    all.add(Property.flag("DeletionMark", row.deleted()));
    switch (row) {
      case Row.Client client -> {
        all.addAll(own(client));
        return new Thing(List.copyOf(all), Map.of("КонтактнаяИнформация", contacts(client)));
      }
      case Row.Contract contract -> all.addAll(own(contract));
      case Row.Payment payment -> all.addAll(own(payment));
      case Row.Visit visit -> all.addAll(own(visit));
      case Row.Booking booking -> all.addAll(own(booking));
      case Row.Shift shift -> all.addAll(own(shift));
    }
    return new Thing(List.copyOf(all), Map.of());
  }

  private static String version(long version) {
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(Long.BYTES).putLong(version).array());
  }

  private static List<Property> own(Row.Client row) {
    return List.of(
        Property.text("Description", row.name()),
        Property.flag("IsFolder", false),
        Property.ref("Parent_Key", null),
        Property.day("ДатаРождения", row.birthDate()),
        Property.text("Филиал", row.branchRef()));
  }

  private static List<List<Property>> contacts(Row.Client row) {
    List<List<Property>> rows = new ArrayList<>();
    for (String phone : row.phones()) {
      rows.add(contact(rows.size() + 1, "Телефон", phone));
    }
    if (row.email() != null) {
      rows.add(contact(rows.size() + 1, "АдресЭлектроннойПочты", row.email()));
    }
    rows.add(contact(rows.size() + 1, "Адрес", "г. Москва"));
    return rows;
  }

  private static List<Property> contact(int line, String type, String text) {
    return List.of(
        Property.number("LineNumber", line),
        Property.text("Тип", type),
        Property.text("Представление", text));
  }

  private static List<Property> own(Row.Contract row) {
    String sort = row.term() == null ? "" : row.term().equals("RECURRING") ? "Подписка" : "Срочный";
    boolean isPackage = row.kind().equals("PACKAGE");
    return List.of(
        Property.text("Description", row.title()),
        Property.ref("Клиент_Key", row.clientRef()),
        Property.text("ВидДоговора", isPackage ? "Пакет" : sort),
        Property.text("Статус", CONTRACT_STATUS.getOrDefault(row.status(), "Новый")),
        Property.day("ДатаНачала", row.startsOn()),
        Property.day("ДатаОкончания", row.endsOn()),
        Property.day("ДатаОтключения", row.terminatesOn()),
        Property.day("ДатаСписания", row.nextChargeOn()),
        Property.sum("Цена", row.price()),
        Property.sum("Долг", row.debt()),
        Property.text("ПосещенийВсего", isPackage ? String.valueOf(row.visitsTotal()) : ""),
        Property.text("ПосещенийОсталось", isPackage ? String.valueOf(row.visitsLeft()) : ""),
        Property.time("ДатаСоздания", row.createdAt()));
  }

  private static List<Property> own(Row.Payment row) {
    Map<String, String> operations =
        Map.of(
            "PURCHASE", "Покупка",
            "RECURRING", "Автосписание",
            "DEBT", "ПогашениеДолга",
            "REFUND", "Возврат");
    return List.of(
        Property.time("Date", row.at()),
        Property.flag("Posted", true),
        Property.text("Плательщик", row.clientRef()),
        Property.text("Плательщик_Type", "StandardODATA.Catalog_Клиенты"),
        Property.text("Основание", row.contractRef()),
        Property.text(
            "Основание_Type",
            "StandardODATA." + (row.contractRef() == null ? "Undefined" : "Catalog_Договоры")),
        Property.text("ВидОперации", operations.getOrDefault(row.kind(), "")),
        Property.sum("СуммаДокумента", row.amount()),
        Property.text("Состояние", PAYMENT_STATUS.getOrDefault(row.status(), "")),
        Property.text("НомерОперации", row.transactionRef()));
  }

  private static List<Property> own(Row.Visit row) {
    return List.of(
        Property.time("Date", row.at()),
        Property.flag("Posted", true),
        Property.ref("Клиент_Key", row.clientRef()));
  }

  private static List<Property> own(Row.Booking row) {
    return List.of(
        Property.time("Date", row.at()),
        Property.flag("Posted", true),
        Property.ref("Клиент_Key", row.clientRef()),
        Property.text("Услуга", row.title()),
        Property.text("Статус", BOOKING_STATUS.getOrDefault(row.status(), "")),
        Property.text("ПричинаОтмены", row.reason()));
  }

  private static List<Property> own(Row.Shift row) {
    return List.of(
        Property.text("Сотрудник", row.employeeRef()),
        Property.time("Начало", row.startsAt()),
        Property.time("Окончание", row.endsAt()));
  }

  String value(String property) {
    return properties.stream()
        .filter(each -> each.name().equals(property))
        .map(Property::value)
        .findFirst()
        .orElse("");
  }

  /** Only these properties; all if none are named. */
  Thing only(List<String> names) {
    if (names.isEmpty()) {
      return this;
    }
    Map<String, List<List<Property>>> chosen = new LinkedHashMap<>(sections);
    chosen.keySet().retainAll(names);
    return new Thing(
        properties.stream().filter(each -> names.contains(each.name())).toList(), chosen);
  }
}
