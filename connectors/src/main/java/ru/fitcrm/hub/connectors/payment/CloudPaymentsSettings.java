package ru.fitcrm.hub.connectors.payment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.Secret;

/**
 * A site at CloudPayments.
 *
 * @param baseUrl of the API, {@value #USUAL_URL} if not given; only Test asks it
 * @param publicId the site's id
 * @param apiSecret the site's password for the API: notifications are signed with it
 * @param clientFields where in a notification the client's id, phone or e-mail is, the surest first
 * @param contractFields where the contract's id is
 * @param orderFields where the order's number is, by which 1C may know the payment
 * @param timeoutSeconds how long one answer may take in all
 */
public record CloudPaymentsSettings(
    @NotBlank @Pattern(regexp = "(https?://[^\\s@#?]+)?") String baseUrl,
    @NotBlank @Pattern(regexp = "[^\\s:]*") String publicId,
    @Secret @NotBlank String apiSecret,
    List<String> clientFields,
    List<String> contractFields,
    List<String> orderFields,
    @Min(1) @Max(60) int timeoutSeconds) {

  static final String USUAL_URL = "https://api.cloudpayments.ru";
  private static final int USUAL_TIMEOUT = 10;

  @JsonCreator
  static CloudPaymentsSettings read(
      @JsonProperty("baseUrl") @Nullable String baseUrl,
      @JsonProperty("publicId") @Nullable String publicId,
      @JsonProperty("apiSecret") @Nullable String apiSecret,
      @JsonProperty("clientFields") @Nullable List<String> clientFields,
      @JsonProperty("contractFields") @Nullable List<String> contractFields,
      @JsonProperty("orderFields") @Nullable List<String> orderFields,
      @JsonProperty("timeoutSeconds") @Nullable Integer timeoutSeconds) {
    return new CloudPaymentsSettings(
        baseUrl == null || baseUrl.isBlank() ? USUAL_URL : baseUrl.strip(),
        publicId == null ? "" : publicId.strip(),
        apiSecret == null ? "" : apiSecret.strip(),
        PayerFields.or(clientFields, PayerFields.CLIENT),
        PayerFields.or(contractFields, PayerFields.CONTRACT),
        PayerFields.or(orderFields, PayerFields.ORDER),
        timeoutSeconds == null ? USUAL_TIMEOUT : timeoutSeconds);
  }

  PayerFields payer() {
    return new PayerFields(clientFields, contractFields, orderFields);
  }

  @Override
  public String toString() {
    return "CloudPaymentsSettings[" + publicId + "]";
  }
}
