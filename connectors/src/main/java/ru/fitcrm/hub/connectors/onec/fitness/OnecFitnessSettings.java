package ru.fitcrm.hub.connectors.onec.fitness;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.FollowSettings;
import ru.fitcrm.hub.core.connection.Secret;

/**
 * How to reach a club's 1C:Fitness by its HTTP API v3.
 *
 * @param baseUrl of the API, for example {@code https://cloud.1c.fitness/app/12/hs/api/v3}
 * @param username of the technical user made in 1C for the hub, Cyrillic letters allowed
 * @param apiKey of the application made in 1C; each club of a chain has its own
 * @param clubId of the club in 1C, to be found among those the key opens; null to look for none
 * @param signSecret key for signing phones, for {@link TokenWay#SIGN}
 * @param tokenWay how the hub may speak for a client without the client's password; LOOKUP if not
 *     given
 * @param leadVia where leads go; API if not given
 * @param leadUrl of the receiver for WEBHOOK and TILDA, for example {@code
 *     https://cloud.1c.fitness/api/hs/lead/Webhook/…}: the id in it is its only secret
 * @param ticketStatuses translation of a ticket's status, for example {@code locked=FROZEN}, before
 *     the usual ones
 * @param timeoutSeconds how long one answer may take in all
 * @param trustedCertificate in PEM form; if given, the server must show it or be signed by it, and
 *     no other is accepted
 * @param follow when its people are walked over
 */
record OnecFitnessSettings(
    @NotBlank @Pattern(regexp = "(https?://[^\\s@#?]+)?") String baseUrl,
    @NotBlank @Pattern(regexp = "[^:\\r\\n]*") String username,
    @Secret @NotBlank String password,
    @Secret @NotBlank @Pattern(regexp = "[^\\r\\n]*") String apiKey,
    @Nullable String clubId,
    @Secret @Nullable String signSecret,
    @NotNull TokenWay tokenWay,
    @NotNull LeadVia leadVia,
    @Secret @Pattern(regexp = "(https?://[^\\s@#]+)?") @Nullable String leadUrl,
    @NotNull List<@Pattern(regexp = "[^=]+=[A-Z_]+") String> ticketStatuses,
    @Min(1) @Max(600) int timeoutSeconds,
    @Pattern(regexp = "\\s*-----BEGIN CERTIFICATE-----[\\s\\S]+-----END CERTIFICATE-----\\s*")
        @Nullable String trustedCertificate,
    @Valid @Nullable FollowSettings follow) {

  static final int DEFAULT_TIMEOUT = 60;

  /** How the hub may speak for a client. */
  enum TokenWay {
    /** {@code pass_token} with the phone signed by a secret. */
    SIGN,
    /** {@code client_usertoken} by phone or id. */
    LOOKUP
  }

  /** Where leads go. */
  enum LeadVia {
    API,
    WEBHOOK,
    TILDA,
    NONE
  }

  @JsonCreator
  static OnecFitnessSettings read(
      @JsonProperty("baseUrl") @Nullable String baseUrl,
      @JsonProperty("username") @Nullable String username,
      @JsonProperty("password") @Nullable String password,
      @JsonProperty("apiKey") @Nullable String apiKey,
      @JsonProperty("clubId") @Nullable String clubId,
      @JsonProperty("signSecret") @Nullable String signSecret,
      @JsonProperty("tokenWay") @Nullable TokenWay tokenWay,
      @JsonProperty("leadVia") @Nullable LeadVia leadVia,
      @JsonProperty("leadUrl") @Nullable String leadUrl,
      @JsonProperty("ticketStatuses") @Nullable List<String> ticketStatuses,
      @JsonProperty("timeoutSeconds") @Nullable Integer timeoutSeconds,
      @JsonProperty("trustedCertificate") @Nullable String trustedCertificate,
      @JsonProperty("follow") @Nullable FollowSettings follow) {
    return new OnecFitnessSettings(
        orEmpty(baseUrl),
        orEmpty(username),
        orEmpty(password),
        orEmpty(apiKey),
        orNull(clubId),
        orNull(signSecret),
        tokenWay == null ? TokenWay.LOOKUP : tokenWay,
        leadVia == null ? LeadVia.API : leadVia,
        orNull(leadUrl),
        ticketStatuses == null ? List.of() : List.copyOf(ticketStatuses),
        timeoutSeconds == null ? DEFAULT_TIMEOUT : timeoutSeconds,
        orNull(trustedCertificate),
        follow);
  }

  /** Absent is blank, so that validation names the field. */
  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }

  // Named so that what is wrong is told of the field.
  @AssertTrue(message = "must be given for tokenWay SIGN")
  boolean isSignSecret() {
    return tokenWay != TokenWay.SIGN || signSecret != null;
  }

  @AssertTrue(message = "must be given for leadVia WEBHOOK and TILDA")
  boolean isLeadUrl() {
    return (leadVia != LeadVia.WEBHOOK && leadVia != LeadVia.TILDA) || leadUrl != null;
  }

  /** Root of the API, ending with a slash. */
  String service() {
    return baseUrl.replaceFirst("/+$", "") + "/";
  }

  @Override
  public String toString() {
    return "OnecFitnessSettings[" + service() + "]";
  }
}
