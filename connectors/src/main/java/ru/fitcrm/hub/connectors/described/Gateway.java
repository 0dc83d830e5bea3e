package ru.fitcrm.hub.connectors.described;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.message.Channel;

/**
 * A gateway and the account at it.
 *
 * @param own values of the account: username, password, apiKey, sender, receiptUrl, receiptSecret;
 *     null where there is none
 */
public record Gateway(
    Description description,
    Channel channel,
    String baseUrl,
    int timeoutSeconds,
    @Nullable String trustedCertificate,
    Own own) {

  /** What the account knows. */
  public record Own(
      @Nullable String username,
      @Nullable String password,
      @Nullable String apiKey,
      @Nullable String sender,
      @Nullable String receiptUrl,
      @Nullable String receiptSecret) {

    Map<String, String> values() {
      Map<String, String> values = new LinkedHashMap<>();
      put(values, "username", username);
      put(values, "password", password);
      put(values, "apiKey", apiKey);
      put(values, "sender", sender);
      put(values, "receiptUrl", receiptUrl);
      put(values, "receiptSecret", receiptSecret);
      return values;
    }

    private static void put(Map<String, String> values, String name, @Nullable String value) {
      if (value != null) {
        values.put(name, value);
      }
    }

    /** Without what it knows. */
    @Override
    public String toString() {
      return "Own";
    }
  }

  /** What the account knows, and which messenger it is, for example {@code whatsapp}. */
  Map<String, String> values() {
    Map<String, String> values = own.values();
    values.put("messenger", channel.name().toLowerCase(Locale.ROOT));
    return values;
  }

  /** Whether people are reached by numbers there. */
  boolean hasNumbers() {
    return channel == Channel.SMS || channel == Channel.WHATSAPP;
  }

  String url(String path) {
    return baseUrl.replaceFirst("/+$", "") + (path.startsWith("/") ? path : "/" + path);
  }
}
