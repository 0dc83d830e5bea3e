package ru.fitcrm.hub.connectors.sms.smsru;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.Secret;

/**
 * An account of sms.ru.
 *
 * @param baseUrl of the API, {@value #USUAL_URL} if not given
 * @param apiId of the account; callbacks are signed with it too
 * @param sender letters the account has registered; null for the account's usual one
 * @param daytime whether advertising is put off by sms.ru to the recipient's day; true if not given
 * @param trial whether sms.ru only pretends to send: nothing is charged
 * @param timeoutSeconds how long one answer may take in all
 */
record SmsRuSettings(
    @NotBlank @Pattern(regexp = "(https?://[^\\s@#?]+)?") String baseUrl,
    @Secret @NotBlank @Pattern(regexp = "[^\\r\\n]*") String apiId,
    @Pattern(regexp = "[A-Za-z0-9!?._()-]{1,11}|\\d{10,15}") @Nullable String sender,
    boolean daytime,
    boolean trial,
    @Min(1) @Max(120) int timeoutSeconds) {

  static final String USUAL_URL = "https://sms.ru";
  private static final int USUAL_TIMEOUT = 30;

  @JsonCreator
  static SmsRuSettings read(
      @JsonProperty("baseUrl") @Nullable String baseUrl,
      @JsonProperty("apiId") @Nullable String apiId,
      @JsonProperty("sender") @Nullable String sender,
      @JsonProperty("daytime") @Nullable Boolean daytime,
      @JsonProperty("trial") @Nullable Boolean trial,
      @JsonProperty("timeoutSeconds") @Nullable Integer timeoutSeconds) {
    return new SmsRuSettings(
        baseUrl == null || baseUrl.isBlank() ? USUAL_URL : baseUrl.strip(),
        apiId == null ? "" : apiId.strip(),
        sender == null || sender.isBlank() ? null : sender.strip(),
        daytime == null || daytime,
        trial != null && trial,
        timeoutSeconds == null ? USUAL_TIMEOUT : timeoutSeconds);
  }

  /** Of a method, for example {@code sms/send}. */
  String url(String method) {
    return baseUrl.replaceFirst("/+$", "") + "/" + method + "?json=1";
  }

  @Override
  public String toString() {
    return "SmsRuSettings[" + baseUrl + "]";
  }
}
