package ru.fitcrm.hub.connectors.messenger.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a person sent without words of their own, in a line people of the club can act on. */
final class DescribeMessage {

  private static final ObjectMapper JSON = new ObjectMapper();

  private DescribeMessage() {}

  static String location(JsonNode place) {
    String at = words(place, ", ", "latitude", "longitude");
    return line("Геопозиция", List.of(at, words(place, ", ", "name", "address")));
  }

  static String contacts(JsonNode contacts) {
    return line("Контакт", all(contacts).map(DescribeMessage::contact).toList());
  }

  private static String contact(JsonNode contact) {
    String name = contact.path("name").path("formatted_name").asText("");
    String phones =
        all(contact.path("phones"))
            .map(phone -> phone.path("phone").asText(phone.path("wa_id").asText("")))
            .filter(phone -> !phone.isEmpty())
            .collect(Collectors.joining(", "));
    return (name + " " + phones).strip();
  }

  static String order(JsonNode order) {
    List<String> told = new ArrayList<>();
    told.add(order.path("text").asText(""));
    all(order.path("product_items"))
        .map(
            item ->
                words(item, "", "product_retailer_id")
                    + " × "
                    + item.path("quantity").asText("1")
                    + price(item))
        .forEach(told::add);
    return line("Заказ", told);
  }

  private static String price(JsonNode item) {
    String price = words(item, " ", "item_price", "currency");
    return price.isEmpty() ? "" : " по " + price;
  }

  /** Answers to a form of the club's; its token is no answer. */
  static String form(JsonNode reply) {
    List<String> told = new ArrayList<>();
    told.add(reply.path("body").asText(""));
    answers(reply.path("response_json").asText("{}"))
        .properties()
        .forEach(
            answer -> {
              if (!answer.getKey().equals("flow_token")) {
                told.add(answer.getKey() + ": " + plain(answer.getValue()));
              }
            });
    return line("Анкета", told);
  }

  private static JsonNode answers(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      return JSON.createObjectNode();
    }
  }

  private static String plain(JsonNode value) {
    return value.isArray()
        ? all(value).map(DescribeMessage::plain).collect(Collectors.joining(", "))
        : value.isValueNode() ? value.asText() : value.toString();
  }

  static String unsupported() {
    return "Сообщение такого вида WhatsApp сюда не передаёт: попросите написать словами";
  }

  private static Stream<JsonNode> all(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private static String words(JsonNode told, String between, String... fields) {
    return Stream.of(fields)
        .map(field -> told.path(field).asText(""))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.joining(between));
  }

  private static String line(String what, List<String> told) {
    String all = told.stream().filter(one -> !one.isEmpty()).collect(Collectors.joining("; "));
    return all.isEmpty() ? what : what + ": " + all;
  }
}
