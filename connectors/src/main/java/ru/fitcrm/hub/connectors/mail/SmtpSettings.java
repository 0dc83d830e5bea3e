package ru.fitcrm.hub.connectors.mail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.Secret;

/**
 * A mail server and an account at it.
 *
 * @param port 587 for STARTTLS, 465 for TLS, 25 for NONE, if not given
 * @param security STARTTLS if not given: without it nothing is sent
 * @param username null for a server that asks for none
 * @param from address letters come from, for example {@code club@example.ru}
 * @param fromName shown beside it
 * @param replyTo where answers go, if not to from
 * @param unsubscribe where whoever does not want advertising goes: {@code https://…} or an e-mail
 *     address; from if not given
 * @param timeoutSeconds how long the server may be silent
 * @param trustedCertificate in PEM form; if given, no other is accepted
 */
record SmtpSettings(
    @NotBlank @Pattern(regexp = "[^\\s/:@]*") String host,
    @Min(1) @Max(65_535) int port,
    @NotNull Security security,
    @Nullable String username,
    @Secret @Nullable String password,
    @NotBlank @Pattern(regexp = MAILBOX) String from,
    @Pattern(regexp = "[^\\r\\n]*") @Nullable String fromName,
    @Pattern(regexp = MAILBOX) @Nullable String replyTo,
    @Pattern(regexp = "https?://[^\\s<>]+|[^\\s@<>]+@[^\\s@<>]+") @Nullable String unsubscribe,
    @Min(1) @Max(300) int timeoutSeconds,
    @Pattern(regexp = "\\s*-----BEGIN CERTIFICATE-----[\\s\\S]+-----END CERTIFICATE-----\\s*")
        @Nullable String trustedCertificate) {

  private static final String MAILBOX = "([^\\s@<>,;]+@[^\\s@<>,;]+)?";
  private static final int USUAL_TIMEOUT = 30;

  /** How the way there is secured. */
  enum Security {
    STARTTLS(587),
    TLS(465),
    NONE(25);

    private final int usualPort;

    Security(int usualPort) {
      this.usualPort = usualPort;
    }
  }

  @JsonCreator
  static SmtpSettings read(
      @JsonProperty("host") @Nullable String host,
      @JsonProperty("port") @Nullable Integer port,
      @JsonProperty("security") @Nullable Security security,
      @JsonProperty("username") @Nullable String username,
      @JsonProperty("password") @Nullable String password,
      @JsonProperty("from") @Nullable String from,
      @JsonProperty("fromName") @Nullable String fromName,
      @JsonProperty("replyTo") @Nullable String replyTo,
      @JsonProperty("unsubscribe") @Nullable String unsubscribe,
      @JsonProperty("timeoutSeconds") @Nullable Integer timeoutSeconds,
      @JsonProperty("trustedCertificate") @Nullable String trustedCertificate) {
    Security chosen = security == null ? Security.STARTTLS : security;
    return new SmtpSettings(
        host == null ? "" : host.strip(),
        port == null ? chosen.usualPort : port,
        chosen,
        orNull(username),
        orNull(password),
        from == null ? "" : from.strip(),
        orNull(fromName),
        orNull(replyTo),
        orNull(unsubscribe),
        timeoutSeconds == null ? USUAL_TIMEOUT : timeoutSeconds,
        orNull(trustedCertificate));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  // Named so that what is wrong is told of the field.
  @AssertTrue(message = "must have a domain that can be spelled in DNS")
  boolean isFrom() {
    return Mailbox.isSpelled(from);
  }

  @AssertTrue(message = "must have a domain that can be spelled in DNS")
  boolean isReplyTo() {
    return replyTo == null || Mailbox.isSpelled(replyTo);
  }

  @AssertTrue(message = "must have a domain that can be spelled in DNS")
  boolean isUnsubscribe() {
    return unsubscribe == null || Mailbox.isSpelled(unsubscribe);
  }

  /** Of the club's own address, in ASCII: letters are named by it. */
  String domain() {
    String ascii = Mailbox.inAscii(from);
    return ascii.substring(ascii.lastIndexOf('@') + 1);
  }

  /** Whether the club's own addresses need a server with SMTPUTF8. */
  boolean needsUtf8() {
    return Mailbox.needsUtf8(from) || (replyTo != null && Mailbox.needsUtf8(replyTo));
  }

  @Override
  public String toString() {
    return "SmtpSettings[" + host + ":" + port + ", " + security + "]";
  }
}
