package ru.fitcrm.hub.connectors.webhook;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.connection.Secret;

/**
 * A sender of forms.
 *
 * @param preset a sender known already; GENERIC for any other
 * @param secret a word the sender shows, or what it signs with; null if the address alone is it
 * @param secretName header, parameter or field that bears the secret; the preset's if not given
 * @param signing how the body is signed with the secret; NONE: the secret is shown as it is
 * @param signatureHeader where the signature is, {@value #USUAL_SIGNATURE} if not given
 * @param confirmation the string VK wants to be answered when the address is confirmed
 * @param source what requests and leads are marked with, the preset's name if not given
 * @param firstOfSeveralPhones whether of several numbers in one field the first counts; else such a
 *     form is rejected
 * @param sameWithinMinutes a form without an id of its sender is the same again if it comes byte
 *     for byte within this time, {@value #USUAL_SAME} if not given
 * @param reply text to answer with; the preset's if not given
 * @param mapping where the fields are
 */
public record WebhookInSettings(
    @NotNull Preset preset,
    @Secret @Nullable String secret,
    @Pattern(regexp = "[A-Za-z0-9_.-]{1,100}") @Nullable String secretName,
    @NotNull Signing signing,
    @Pattern(regexp = "[A-Za-z0-9-]{1,100}") @Nullable String signatureHeader,
    @Nullable String confirmation,
    @Pattern(regexp = ".{1,50}") @Nullable String source,
    boolean firstOfSeveralPhones,
    @Min(1) @Max(10_080) int sameWithinMinutes,
    @Nullable String reply,
    @Valid @Nullable Mapping mapping) {

  static final int USUAL_SAME = 10;
  static final String USUAL_SIGNATURE = "X-Signature";

  private static final Mapping NONE =
      new Mapping(null, null, null, null, null, null, null, null, null, null, null, null, null);

  /** Senders known already. */
  public enum Preset {
    GENERIC,
    TILDA,
    CF7,
    VK,
    YANDEX_FORMS
  }

  /** How a body is signed. */
  public enum Signing {
    NONE,
    HMAC_SHA256,
    STANDARD_WEBHOOKS
  }

  @JsonCreator
  static WebhookInSettings read(
      @JsonProperty("preset") @Nullable Preset preset,
      @JsonProperty("secret") @Nullable String secret,
      @JsonProperty("secretName") @Nullable String secretName,
      @JsonProperty("signing") @Nullable Signing signing,
      @JsonProperty("signatureHeader") @Nullable String signatureHeader,
      @JsonProperty("confirmation") @Nullable String confirmation,
      @JsonProperty("source") @Nullable String source,
      @JsonProperty("firstOfSeveralPhones") @Nullable Boolean firstOfSeveralPhones,
      @JsonProperty("sameWithinMinutes") @Nullable Integer sameWithinMinutes,
      @JsonProperty("reply") @Nullable String reply,
      @JsonProperty("mapping") @Nullable Mapping mapping) {
    return new WebhookInSettings(
        preset == null ? Preset.GENERIC : preset,
        orNull(secret),
        orNull(secretName),
        signing == null ? Signing.NONE : signing,
        orNull(signatureHeader),
        orNull(confirmation),
        orNull(source),
        Boolean.TRUE.equals(firstOfSeveralPhones),
        sameWithinMinutes == null ? USUAL_SAME : sameWithinMinutes,
        orNull(reply),
        mapping);
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  // Named so that what is wrong is told of the field.
  @AssertTrue(message = "must be given to check signatures with")
  boolean isSecret() {
    return signing == Signing.NONE || secret != null;
  }

  FormPreset known() {
    return FormPreset.of(preset);
  }

  /** The own paths, and the preset's where there are none. */
  Mapping paths() {
    return (mapping == null ? NONE : mapping).over(known().mapping());
  }

  String secretPlace() {
    return secretName == null ? known().secretName() : secretName;
  }

  String signaturePlace() {
    return Objects.requireNonNullElse(signatureHeader, USUAL_SIGNATURE);
  }

  String sourceName() {
    return source == null
        ? preset == Preset.GENERIC ? "site" : preset.name().toLowerCase(Locale.ROOT)
        : source;
  }

  @Override
  public String toString() {
    return "WebhookInSettings[" + preset + "]";
  }
}
