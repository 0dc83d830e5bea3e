package ru.fitcrm.hub.connectors.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.Secret;

/**
 * A shop at YooKassa.
 *
 * @param baseUrl of the API, {@value #USUAL_URL} if not given
 * @param shopId the shop's number
 * @param secretKey the shop's key: what a notification says is read again with it
 * @param senders addresses or ranges notifications come from; YooKassa's own if none are given, and
 *     this machine's where baseUrl is on it
 * @param clientFields where in a payment the client's id, phone or e-mail is, the surest first
 * @param contractFields where the contract's id is
 * @param orderFields where the order's number is, by which 1C may know the payment
 * @param timeoutSeconds how long one answer may take in all
 */
public record YookassaSettings(
    @NotBlank @Pattern(regexp = "(https?://[^\\s@#?]+)?") String baseUrl,
    @NotBlank @Pattern(regexp = "\\d*") String shopId,
    @Secret @NotBlank @Pattern(regexp = "[^\\s]*") String secretKey,
    List<@Pattern(regexp = "[0-9A-Fa-f.:]+(/\\d{1,3})?") String> senders,
    List<String> clientFields,
    List<String> contractFields,
    List<String> orderFields,
    @Min(1) @Max(60) int timeoutSeconds) {

  static final String USUAL_URL = "https://api.yookassa.ru/v3";
  private static final int USUAL_TIMEOUT = 10;

  /** From yookassa.ru/developers/using-api/webhooks. */
  static final List<String> OF_YOOKASSA =
      List.of(
          "185.71.76.0/27",
          "185.71.77.0/27",
          "77.75.153.0/25",
          "77.75.154.128/25",
          "77.75.156.11",
          "77.75.156.35",
          "2a02:5180::/32");

  private static final List<String> OF_THIS_MACHINE = List.of("127.0.0.0/8", "::1");

  @JsonCreator
  static YookassaSettings read(
      @JsonProperty("baseUrl") @Nullable String baseUrl,
      @JsonProperty("shopId") @Nullable String shopId,
      @JsonProperty("secretKey") @Nullable String secretKey,
      @JsonProperty("senders") @Nullable List<String> senders,
      @JsonProperty("clientFields") @Nullable List<String> clientFields,
      @JsonProperty("contractFields") @Nullable List<String> contractFields,
      @JsonProperty("orderFields") @Nullable List<String> orderFields,
      @JsonProperty("timeoutSeconds") @Nullable Integer timeoutSeconds) {
    return new YookassaSettings(
        baseUrl == null || baseUrl.isBlank() ? USUAL_URL : baseUrl.strip(),
        shopId == null ? "" : shopId.strip(),
        secretKey == null ? "" : secretKey.strip(),
        PayerFields.or(senders, List.of()),
        PayerFields.or(clientFields, PayerFields.CLIENT),
        PayerFields.or(contractFields, PayerFields.CONTRACT),
        PayerFields.or(orderFields, PayerFields.ORDER),
        timeoutSeconds == null ? USUAL_TIMEOUT : timeoutSeconds);
  }

  /**
   * {@code payments/…} or {@code refunds/…} of the API, whether or not baseUrl names its version.
   */
  String url(String path) {
    String base = baseUrl.replaceFirst("/+$", "");
    return (base.endsWith("/v3") ? base : base + "/v3") + "/" + path;
  }

  AddressList allowed() {
    if (!senders.isEmpty()) {
      return new AddressList(senders);
    }
    String host = String.valueOf(URI.create(baseUrl).getHost());
    boolean here = host.equals("localhost") || new AddressList(OF_THIS_MACHINE).contains(host);
    return new AddressList(
        here
            ? Stream.concat(OF_YOOKASSA.stream(), OF_THIS_MACHINE.stream()).toList()
            : OF_YOOKASSA);
  }

  PayerFields payer() {
    return new PayerFields(clientFields, contractFields, orderFields);
  }

  @Override
  public String toString() {
    return "YookassaSettings[" + shopId + "]";
  }
}
