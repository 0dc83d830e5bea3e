package ru.fitcrm.hub.sandbox.sms;

import java.util.Map;

/**
 * An SMS as a phone shows it.
 *
 * @param id the gateway's
 * @param phone digits
 * @param asked every field of the request, as it came
 */
public record SentSms(
    String id, String phone, String sender, String text, Map<String, String> asked) {

  public SentSms {
    asked = Map.copyOf(asked);
  }
}
