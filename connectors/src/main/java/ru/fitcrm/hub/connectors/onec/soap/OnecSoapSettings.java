package ru.fitcrm.hub.connectors.onec.soap;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.FollowSettings;
import ru.fitcrm.hub.core.connection.Secret;

/**
 * How to reach a 1C that publishes the hub's contract.
 *
 * @param baseUrl where the web service is published, with or without {@code ?wsdl}, for example
 *     {@code https://1c.club.ru/fitness/ws/hubexchange.1cws}
 * @param username of the technical user made in 1C for the hub, Cyrillic letters allowed
 * @param pageSize rows asked for at once
 * @param timeoutSeconds how long one answer may take in all
 * @param soapVersion of the port to call, 1.1 if not given
 * @param trustedCertificate in PEM form; if given, the server must show it or be signed by it, and
 *     no other is accepted
 * @param follow when it is read
 */
record OnecSoapSettings(
    @NotBlank @Pattern(regexp = "(https?://[^\\s@#]+)?") String baseUrl,
    @NotBlank @Pattern(regexp = "[^:\\r\\n]*") String username,
    @Secret @NotBlank String password,
    @Min(1) @Max(10_000) int pageSize,
    @Min(1) @Max(600) int timeoutSeconds,
    @Pattern(regexp = "1\\.1|1\\.2") String soapVersion,
    @Pattern(regexp = "\\s*-----BEGIN CERTIFICATE-----[\\s\\S]+-----END CERTIFICATE-----\\s*")
        @Nullable String trustedCertificate,
    @Valid @Nullable FollowSettings follow) {

  static final int DEFAULT_PAGE = 1_000;
  static final int DEFAULT_TIMEOUT = 90;

  @JsonCreator
  static OnecSoapSettings read(
      @JsonProperty("baseUrl") @Nullable String baseUrl,
      @JsonProperty("username") @Nullable String username,
      @JsonProperty("password") @Nullable String password,
      @JsonProperty("pageSize") @Nullable Integer pageSize,
      @JsonProperty("timeoutSeconds") @Nullable Integer timeoutSeconds,
      @JsonProperty("soapVersion") @Nullable String soapVersion,
      @JsonProperty("trustedCertificate") @Nullable String trustedCertificate,
      @JsonProperty("follow") @Nullable FollowSettings follow) {
    return new OnecSoapSettings(
        orEmpty(baseUrl),
        orEmpty(username),
        orEmpty(password),
        pageSize == null ? DEFAULT_PAGE : pageSize,
        timeoutSeconds == null ? DEFAULT_TIMEOUT : timeoutSeconds,
        soapVersion == null ? "1.1" : soapVersion,
        trustedCertificate == null || trustedCertificate.isBlank() ? null : trustedCertificate,
        follow);
  }

  /** Absent is blank, so that validation names the field. */
  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Where calls go. */
  String endpoint() {
    return baseUrl.replaceFirst("\\?.*$", "");
  }

  @Override
  public String toString() {
    return "OnecSoapSettings[" + endpoint() + ", SOAP " + soapVersion + "]";
  }
}
