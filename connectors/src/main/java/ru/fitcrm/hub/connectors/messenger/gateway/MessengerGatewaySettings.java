package ru.fitcrm.hub.connectors.messenger.gateway;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.described.Description;
import ru.fitcrm.hub.connectors.described.Gateway;
import ru.fitcrm.hub.connectors.described.Presets;
import ru.fitcrm.hub.core.connection.Secret;
import ru.fitcrm.hub.core.message.Channel;

/**
 * A gateway of messengers and an account at it.
 *
 * @param preset a gateway known already; CUSTOM if not given: then send.path and more are needed
 * @param messenger which it carries; WHATSAPP if not given
 * @param baseUrl what every path stands after, for example {@code https://api.green-api.com}
 * @param username what the gateway calls the line: an instance, a channel
 * @param receiptUrl public address of this connection, for gateways that are told it with each
 *     message
 * @param receiptSecret agreed with the gateway, to know its receipts by
 * @param timeoutSeconds how long one answer may take in all
 * @param trustedCertificate in PEM form; if given, no other is accepted
 * @param send how a message is sent; this and what follows is needed beside a preset only where the
 *     gateway differs from it
 * @param answer what the gateway's answer means
 * @param find how the gateway is asked about a message
 * @param receipt how the gateway tells of messages sent
 * @param inbound how the gateway tells what people write
 * @param check a harmless call for Test
 */
record MessengerGatewaySettings(
    @NotNull Preset preset,
    @NotNull Messenger messenger,
    @NotBlank @Pattern(regexp = "(https?://[^\\s@#?]+)?") String baseUrl,
    @Nullable String username,
    @Secret @Nullable String password,
    @Secret @Nullable String apiKey,
    @Nullable String sender,
    @Pattern(regexp = "(https?://[^\\s@#]+)?") @Nullable String receiptUrl,
    @Secret @Nullable String receiptSecret,
    @Min(1) @Max(120) int timeoutSeconds,
    @Pattern(regexp = "\\s*-----BEGIN CERTIFICATE-----[\\s\\S]+-----END CERTIFICATE-----\\s*")
        @Nullable String trustedCertificate,
    @Valid Description.@Nullable Send send,
    @Valid Description.@Nullable Answer answer,
    @Valid Description.@Nullable Find find,
    @Valid Description.@Nullable Receipt receipt,
    @Valid Description.@Nullable Inbound inbound,
    @Valid Description.@Nullable Check check) {

  private static final int USUAL_TIMEOUT = 30;

  /** Gateways known already. */
  enum Preset {
    CUSTOM,
    GREEN_API,
    WAZZUP
  }

  /** Messengers a gateway carries. */
  enum Messenger {
    WHATSAPP,
    TELEGRAM,
    MAX
  }

  @JsonCreator
  static MessengerGatewaySettings read(
      @JsonProperty("preset") @Nullable Preset preset,
      @JsonProperty("messenger") @Nullable Messenger messenger,
      @JsonProperty("baseUrl") @Nullable String baseUrl,
      @JsonProperty("username") @Nullable String username,
      @JsonProperty("password") @Nullable String password,
      @JsonProperty("apiKey") @Nullable String apiKey,
      @JsonProperty("sender") @Nullable String sender,
      @JsonProperty("receiptUrl") @Nullable String receiptUrl,
      @JsonProperty("receiptSecret") @Nullable String receiptSecret,
      @JsonProperty("timeoutSeconds") @Nullable Integer timeoutSeconds,
      @JsonProperty("trustedCertificate") @Nullable String trustedCertificate,
      @JsonProperty("send") Description.@Nullable Send send,
      @JsonProperty("answer") Description.@Nullable Answer answer,
      @JsonProperty("find") Description.@Nullable Find find,
      @JsonProperty("receipt") Description.@Nullable Receipt receipt,
      @JsonProperty("inbound") Description.@Nullable Inbound inbound,
      @JsonProperty("check") Description.@Nullable Check check) {
    return new MessengerGatewaySettings(
        preset == null ? Preset.CUSTOM : preset,
        messenger == null ? Messenger.WHATSAPP : messenger,
        baseUrl == null ? "" : baseUrl.strip(),
        orNull(username),
        orNull(password),
        orNull(apiKey),
        orNull(sender),
        orNull(receiptUrl),
        orNull(receiptSecret),
        timeoutSeconds == null ? USUAL_TIMEOUT : timeoutSeconds,
        orNull(trustedCertificate),
        send,
        answer,
        find,
        receipt,
        inbound,
        check);
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  // Named so that what is wrong is told of the field.
  @AssertTrue(message = "must have a path for preset CUSTOM")
  boolean isSend() {
    return preset != Preset.CUSTOM || (send != null && send.path() != null);
  }

  Gateway gateway() {
    Description own = new Description(send, answer, find, receipt, inbound, check);
    String known =
        preset == Preset.CUSTOM ? null : preset.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return new Gateway(
        Presets.with(known, own),
        Channel.valueOf(messenger.name()),
        baseUrl,
        timeoutSeconds,
        trustedCertificate,
        new Gateway.Own(username, password, apiKey, sender, receiptUrl, receiptSecret));
  }

  @Override
  public String toString() {
    return "MessengerGatewaySettings[" + preset + ", " + baseUrl + "]";
  }
}
