package ru.fitcrm.hub.config.message.chaos;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What gateways speak over HTTP, just as much of it as chaos needs. */
enum GatewayLanguage {
  /** A described gateway that is told the hub's ids and can be asked by them. */
  DESCRIBED("http-sms", "SMS") {
    @Override
    String settings(String url) {
      return """
          {"kind": "http-sms", "name": "Шлюз", "enabled": true, "settings": {"baseUrl": "%s", "timeoutSeconds": 1,
           "send": {"path": "/send", "fields": ["id={id}", "to={phone}", "text={text}"]},
           "answer": {"accepted": "^OK"},
           "find": {"path": "/find", "fields": ["id={id}"], "status": "status",
                    "codes": ["got=ACCEPTED", "none=RETRY"]}}}"""
          .formatted(url);
    }

    @Override
    String yes(String body, int number) {
      return "OK";
    }

    @Override
    String id(String body) {
      return form(body).getOrDefault("id", "");
    }
  },

  SMS_RU("sms-ru", "SMS") {
    @Override
    String settings(String url) {
      return """
          {"kind": "sms-ru", "name": "sms.ru", "enabled": true,
           "settings": {"baseUrl": "%s", "apiId": "CHAOS", "timeoutSeconds": 1}}"""
          .formatted(url);
    }

    @Override
    String yes(String body, int number) {
      return """
          {"status": "OK", "status_code": 100, "sms": {"%s": {"status": "OK", "status_code": 100, "sms_id": "s-%d"}}}"""
          .formatted(form(body).get("to"), number);
    }
  },

  WHATSAPP("whatsapp-cloud", "WHATSAPP") {
    @Override
    String settings(String url) {
      return """
          {"kind": "whatsapp-cloud", "name": "WhatsApp", "enabled": true,
           "settings": {"baseUrl": "%s", "phoneNumberId": "207700800900", "accessToken": "TOKEN",
                        "appSecret": "secret", "verifyToken": "word", "timeoutSeconds": 1}}"""
          .formatted(url);
    }

    @Override
    String yes(String body, int number) {
      return "{\"messages\": [{\"id\": \"wamid.%d\"}]}".formatted(number);
    }

    @Override
    String no() {
      return "{\"error\": {\"code\": 131026}}";
    }

    @Override
    String id(String body) {
      Matcher id = OPAQUE.matcher(body);
      return id.find() ? id.group(1) : "";
    }
  };

  private static final Pattern OPAQUE =
      Pattern.compile("\"biz_opaque_callback_data\" ?: ?\"([^\"]+)\"");

  private final String kind;
  private final String channel;

  GatewayLanguage(String kind, String channel) {
    this.kind = kind;
    this.channel = channel;
  }

  String kind() {
    return kind;
  }

  String channel() {
    return channel;
  }

  abstract String settings(String url);

  /** A message was taken. */
  abstract String yes(String body, int number);

  /** A message was refused, under status 400. */
  String no() {
    return "{\"status\": \"ERROR\", \"status_code\": 202}";
  }

  /** The id a message bore, empty if this language has none. */
  String id(String body) {
    return "";
  }

  static Map<String, String> form(String body) {
    Map<String, String> fields = new HashMap<>();
    for (String pair : body.split("&")) {
      int at = pair.indexOf('=');
      fields.put(
          pair.substring(0, at), URLDecoder.decode(pair.substring(at + 1), StandardCharsets.UTF_8));
    }
    return fields;
  }
}
