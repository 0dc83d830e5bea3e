package ru.fitcrm.hub.connectors.asterisk;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.Secret;

/**
 * How to reach a PBX and how to read it. A reader must refuse unknown fields ({@code
 * FAIL_ON_UNKNOWN_PROPERTIES}), so that a mistyped one is named.
 *
 * @param port of the manager interface, 5038 if not given
 * @param trunks endpoints that lead outside, case-sensitive: {@code provider} of {@code
 *     PJSIP/provider-0000000a}. If empty, an endpoint is a trunk when its channels begin in another
 *     context than {@code internalContext}; without that too, when its name is not 2 to 6 digits
 * @param clubNumbers the club's own numbers: never a client's
 * @param internalContext dialplan context employees' phones dial in
 * @param outboundContext dialplan context a click-to-call dials the client in
 * @param callerId number shown to the client of a click-to-call
 * @param timezone of the PBX, needed only for its call records, for example {@code Europe/Moscow}
 * @param recordingsUrl where recordings can be fetched, the file's name is appended
 * @param cdr database of the PBX's call records, to learn of calls while the hub was away
 */
public record AsteriskSettings(
    @NotBlank String host,
    @Min(1) @Max(65535) int port,
    @NotBlank String username,
    @Secret @NotBlank String password,
    @NotNull List<@NotBlank String> trunks,
    @NotNull List<@Valid ClubNumber> clubNumbers,
    @Nullable String internalContext,
    @Nullable String outboundContext,
    @Nullable String callerId,
    @Nullable String timezone,
    @Pattern(regexp = "https?://.+") @Nullable String recordingsUrl,
    @Valid @Nullable Cdr cdr) {

  static final int DEFAULT_PORT = 5038;

  /** The PBX's call records. */
  public record Cdr(
      @NotBlank String jdbcUrl, @NotBlank String username, @Secret @NotBlank String password) {

    @Override
    public String toString() {
      return "Cdr[" + jdbcUrl + "]";
    }
  }

  public AsteriskSettings {
    trunks = List.copyOf(trunks);
    clubNumbers = List.copyOf(clubNumbers);
  }

  @JsonCreator
  static AsteriskSettings read(
      @JsonProperty("host") @Nullable String host,
      @JsonProperty("port") @Nullable Integer port,
      @JsonProperty("username") @Nullable String username,
      @JsonProperty("password") @Nullable String password,
      @JsonProperty("trunks") @Nullable List<String> trunks,
      @JsonProperty("clubNumbers") @Nullable List<ClubNumber> clubNumbers,
      @JsonProperty("internalContext") @Nullable String internalContext,
      @JsonProperty("outboundContext") @Nullable String outboundContext,
      @JsonProperty("callerId") @Nullable String callerId,
      @JsonProperty("timezone") @Nullable String timezone,
      @JsonProperty("recordingsUrl") @Nullable String recordingsUrl,
      @JsonProperty("cdr") @Nullable Cdr cdr) {
    return new AsteriskSettings(
        orEmpty(host),
        port == null ? DEFAULT_PORT : port,
        orEmpty(username),
        orEmpty(password),
        trunks == null ? List.of() : trunks,
        clubNumbers == null ? List.of() : clubNumbers,
        internalContext,
        outboundContext,
        callerId,
        timezone,
        recordingsUrl,
        cdr);
  }

  /** Absent is blank, so that validation names the field. */
  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  public String toString() {
    return "AsteriskSettings[" + username + "@" + host + ":" + port + ", trunks=" + trunks + "]";
  }
}
