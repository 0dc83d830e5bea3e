package ru.fitcrm.hub.sandbox.sms;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The gateway in the language of Kannel's sendsms, mistakes in Cyrillic included. */
final class KannelRoom {

  private final String user;
  private final String password;
  private final Duration pause;
  private final Phones phones;
  private final CallBack callBack;
  private final InstantSource clock;
  private volatile @Nullable String inbound;

  KannelRoom(
      String user,
      String password,
      Duration pause,
      Phones phones,
      CallBack callBack,
      InstantSource clock) {
    this.user = user;
    this.password = password;
    this.pause = pause;
    this.phones = phones;
    this.callBack = callBack;
    this.clock = clock;
  }

  void tellInbound(String url) {
    inbound = url;
  }

  record Said(int status, String body) {}

  Said send(Map<String, String> asked) {
    if (!user.equals(asked.get("username")) || !password.equals(asked.get("password"))) {
      return new Said(403, "Authorization failed for sendsms");
    }
    String phone = asked.getOrDefault("to", "").replaceAll("\\D", "");
    if (phone.isEmpty()) {
      return new Said(400, "Number(s) has/have been denied by white- and/or black-lists.");
    }
    String id = phones.nextId();
    String text = asked.getOrDefault("text", "");
    boolean unicode = "2".equals(asked.get("coding"));
    String shown = unicode ? text : lossy(text);
    phones.add(new SentSms(id, phone, asked.getOrDefault("from", "FITCLUB"), shown, asked));
    String mask = asked.getOrDefault("dlr-mask", "0");
    String url = asked.get("dlr-url");
    if (url != null && !mask.equals("0")) {
      callBack.get(filled(url, 8, "ACK/", phone), pause.dividedBy(2));
      callBack.get(filled(url, 1, "id:" + id + " stat:DELIVRD err:000", phone), pause);
    }
    return new Said(202, "0: Accepted for delivery");
  }

  private static String lossy(String text) {
    Charset latin = StandardCharsets.ISO_8859_1;
    return new String(text.getBytes(latin), latin);
  }

  private String filled(String url, int type, String reply, String phone) {
    return url.replace("%d", String.valueOf(type))
        .replace("%A", Form.encode(reply))
        .replace("%T", String.valueOf(clock.instant().getEpochSecond()))
        .replace("%p", phone);
  }

  void write(String from, String text) {
    String url = inbound;
    if (url == null) {
      throw new IllegalStateException("Nobody is to be told of inbound messages: set the address");
    }
    phones.wrote(from, text);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("from", from);
    fields.put("to", "FITCLUB");
    fields.put("text", text);
    fields.put("ts", String.valueOf(clock.instant().getEpochSecond()));
    fields.put("id", phones.nextId());
    callBack.get(url + (url.contains("?") ? "&" : "?") + Form.write(fields), Duration.ZERO);
  }
}
