package ru.fitcrm.hub.sandbox.sms;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** The gateway in sms.ru's language. */
final class SmsRuRoom {

  private static final int OK = 100;

  private final String apiId;
  private final Duration pause;
  private final Phones phones;
  private final CallBack callBack;
  private final InstantSource clock;
  private final List<String> callbacks = new CopyOnWriteArrayList<>();
  private final Deque<Integer> refusals = new ArrayDeque<>();

  SmsRuRoom(String apiId, Duration pause, Phones phones, CallBack callBack, InstantSource clock) {
    this.apiId = apiId;
    this.pause = pause;
    this.phones = phones;
    this.callBack = callBack;
    this.clock = clock;
  }

  synchronized void refuseNext(int code) {
    refusals.add(code);
  }

  void addCallback(String url) {
    callbacks.add(url);
  }

  String answer(String method, Map<String, String> asked) {
    if (!apiId.equals(asked.get("api_id"))) {
      return error(200, "Неправильный api_id");
    }
    return switch (method) {
      case "/sms/send" -> send(asked);
      case "/sms/status" -> status(asked.getOrDefault("sms_id", ""));
      case "/my/balance" -> "{\"status\":\"OK\",\"status_code\":100,\"balance\":842.5}";
      case "/my/senders" -> "{\"status\":\"OK\",\"status_code\":100,\"senders\":[\"FITCLUB\"]}";
      case "/callback/add" -> {
        addCallback(asked.getOrDefault("url", ""));
        yield "{\"status\":\"OK\",\"status_code\":100}";
      }
      default -> error(211, "Метод не найден");
    };
  }

  private static String error(int code, String text) {
    return "{\"status\":\"ERROR\",\"status_code\":%d,\"status_text\":\"%s\"}".formatted(code, text);
  }

  private synchronized String send(Map<String, String> asked) {
    String phone = asked.getOrDefault("to", "").replaceAll("\\D", "");
    String id = phones.nextId();
    Integer refusal = refusals.poll();
    String entry =
        refusal == null
            ? "{\"status\":\"OK\",\"status_code\":100,\"sms_id\":\"%s\"}".formatted(id)
            : "{\"status\":\"ERROR\",\"status_code\":%d,\"status_text\":\"-\",\"sms_id\":\"%s\"}"
                .formatted(refusal, id);
    if (refusal == null) {
      String sender = asked.getOrDefault("from", "SMS.RU");
      phones.add(new SentSms(id, phone, sender, asked.getOrDefault("msg", ""), hide(asked)));
      callbacks.forEach(url -> tellDelivered(url, id));
    }
    return "{\"status\":\"OK\",\"status_code\":%d,\"sms\":{\"%s\":%s},\"balance\":842.5}"
        .formatted(OK, phone, entry);
  }

  private static Map<String, String> hide(Map<String, String> asked) {
    Map<String, String> shown = new LinkedHashMap<>(asked);
    shown.remove("api_id");
    return shown;
  }

  private String status(String id) {
    boolean known = phones.all().stream().anyMatch(sms -> sms.id().equals(id));
    return "{\"status\":\"OK\",\"status_code\":100,\"sms\":{\"%s\":{\"status\":\"%s\",\"status_code\":%d}}}"
        .formatted(id, known ? "OK" : "ERROR", known ? 103 : -1);
  }

  private void tellDelivered(String url, String id) {
    long now = clock.instant().getEpochSecond();
    String heartbeat = "test\n" + now;
    String record = "sms_status\n" + id + "\n103\n" + now;
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("data[0]", heartbeat);
    fields.put("data[1]", record);
    fields.put("hash", sha256(apiId + heartbeat + record));
    callBack.post(
        url,
        "application/x-www-form-urlencoded",
        Form.write(fields),
        pause,
        body -> body.strip().equals("100"));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
