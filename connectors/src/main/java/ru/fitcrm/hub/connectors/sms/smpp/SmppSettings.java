package ru.fitcrm.hub.connectors.sms.smpp;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.Secret;

/**
 * An account at an SMSC.
 *
 * @param tls whether the way there is TLS
 * @param sender letters or a number messages come from
 * @param partsPerSecond how many parts of messages the SMSC takes in a second; a text of 200
 *     Cyrillic letters is three
 * @param ids how the SMSC spells a message's id in its answer and in receipts
 * @param timeoutSeconds how long the SMSC may take to answer
 * @param enquireSeconds after how much silence it is asked whether it is there
 */
record SmppSettings(
    @NotBlank @Pattern(regexp = "[^\\s/:@]*") String host,
    @Min(1) @Max(65_535) int port,
    boolean tls,
    @NotBlank @Pattern(regexp = "[^\\r\\n]{0,15}") String systemId,
    @Secret @NotBlank @Pattern(regexp = "[^\\r\\n]{0,8}") String password,
    @Pattern(regexp = "[^\\r\\n]{0,12}") @Nullable String systemType,
    @NotBlank @Pattern(regexp = "([ -~&&[^\\\\]]{1,11}|\\d{3,15})?") String sender,
    @Min(1) @Max(1_000) int partsPerSecond,
    @NotNull Ids ids,
    @Min(1) @Max(120) int timeoutSeconds,
    @Min(1) @Max(600) int enquireSeconds) {

  /** How ids are spelled. */
  enum Ids {
    /** Alike everywhere. */
    SAME,
    /** In hexadecimal when a message is taken, in decimal in its receipt. */
    HEX_THEN_DECIMAL,
    /** In decimal when a message is taken, in hexadecimal in its receipt. */
    DECIMAL_THEN_HEX
  }

  @JsonCreator
  static SmppSettings read(
      @JsonProperty("host") @Nullable String host,
      @JsonProperty("port") @Nullable Integer port,
      @JsonProperty("tls") @Nullable Boolean tls,
      @JsonProperty("systemId") @Nullable String systemId,
      @JsonProperty("password") @Nullable String password,
      @JsonProperty("systemType") @Nullable String systemType,
      @JsonProperty("sender") @Nullable String sender,
      @JsonProperty("partsPerSecond") @Nullable Integer partsPerSecond,
      @JsonProperty("ids") @Nullable Ids ids,
      @JsonProperty("timeoutSeconds") @Nullable Integer timeoutSeconds,
      @JsonProperty("enquireSeconds") @Nullable Integer enquireSeconds) {
    return new SmppSettings(
        host == null ? "" : host.strip(),
        port == null ? 2775 : port,
        tls != null && tls,
        systemId == null ? "" : systemId,
        password == null ? "" : password,
        systemType == null || systemType.isBlank() ? null : systemType,
        sender == null ? "" : sender.strip(),
        partsPerSecond == null ? 10 : partsPerSecond,
        ids == null ? Ids.SAME : ids,
        timeoutSeconds == null ? 10 : timeoutSeconds,
        enquireSeconds == null ? 30 : enquireSeconds);
  }

  @Override
  public String toString() {
    return "SmppSettings[" + host + ":" + port + "]";
  }
}
