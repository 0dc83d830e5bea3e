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
 * @param timezone of the PBX, needed only for its call records, which are written in its local time
 *     without a zone, for example {@code Europe/Moscow}; the club's if not given
 * @param recordingsUrl where recordings can be fetched, the file's name is appended
 * @param cdr database of the PBX's call records, to learn of calls while the hub was away
 * @param dialTemplate how an employee's phone is called, {@code PJSIP/{extension}} if not given;
 *     for example {@code SIP/{extension}} or {@code Local/{extension}@from-internal}
 * @param dialFormat how the dialplan wants a client's number: {@code 8} gives 89161234567 (if not
 *     given), {@code E164} +79161234567, {@code NATIONAL} 9161234567; 8 and NATIONAL concern
 *     Russian numbers, others go out with 810 and without the plus
 */
public record AsteriskSettings(
    @NotBlank String host,
    @Min(1) @Max(65535) int port,
    @NotBlank String username,
    @Secret @NotBlank String password,
    @NotNull List<@NotBlank String> trunks,
    @NotNull List<@Valid ClubNumber> clubNumbers,
    @Nullable String internalContext,
    @Pattern(regexp = "[^\\r\\n]*") @Nullable String outboundContext,
    @Pattern(regexp = "[^\\r\\n]*") @Nullable String callerId,
    @Pattern(regexp = "[A-Za-z][A-Za-z0-9_+/-]*") @Nullable String timezone,
    @Pattern(regexp = "https?://.+") @Nullable String recordingsUrl,
    @Valid @Nullable Cdr cdr,
    @Pattern(regexp = "[A-Za-z0-9]+/[^\\r\\n]*\\{extension}[^\\r\\n]*")
        @Nullable String dialTemplate,
    @Pattern(regexp = "8|E164|NATIONAL") @Nullable String dialFormat) {

  static final int DEFAULT_PORT = 5038;

  /**
   * The PBX's call records: a table as {@code cdr_pgsql} or FreePBX fill it. A login that may only
   * read it suffices.
   *
   * @param jdbcUrl for example {@code jdbc:postgresql://pbx:5432/asteriskcdrdb}; options that name
   *     classes or run scripts are refused
   * @param table {@code cdr} if not given
   */
  public record Cdr(
      @NotBlank
          @Pattern(
              regexp =
                  "jdbc:[^?;]+([?;](?i:(?!.*(factory|plugin|logger|deserialize|init|script|infile)).*))?")
          String jdbcUrl,
      @NotBlank String username,
      @Secret @NotBlank String password,
      @Pattern(regexp = "[A-Za-z_][A-Za-z0-9_]*(\\.[A-Za-z_][A-Za-z0-9_]*)?")
          @Nullable String table) {

    static final String DEFAULT_TABLE = "cdr";

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
      @JsonProperty("cdr") @Nullable Cdr cdr,
      @JsonProperty("dialTemplate") @Nullable String dialTemplate,
      @JsonProperty("dialFormat") @Nullable String dialFormat) {
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
        cdr,
        dialTemplate,
        dialFormat);
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
