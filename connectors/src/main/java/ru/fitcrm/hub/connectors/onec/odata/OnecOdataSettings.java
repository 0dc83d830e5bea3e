package ru.fitcrm.hub.connectors.onec.odata;

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
import ru.fitcrm.hub.connectors.onec.FollowSettings;
import ru.fitcrm.hub.core.connection.Secret;

/**
 * How to reach a 1C by its standard OData interface, and what its entities mean.
 *
 * @param baseUrl of the publication, with or without {@code /odata/standard.odata}, for example
 *     {@code https://1c.club.ru/fitness}
 * @param username of the technical user made in 1C for the hub, Cyrillic letters allowed
 * @param exchangePlan by which changes are told; without one everything is read, and nothing else
 * @param pageSize objects asked for at once, at most: the hub begins with 20 and finds out what 1C
 *     can bear
 * @param timeoutSeconds how long one answer may take in all
 * @param trustedCertificate in PEM form; if given, the server must show it or be signed by it, and
 *     no other is accepted
 * @param map which entities become which rows
 * @param follow when it is read
 */
record OnecOdataSettings(
    @NotBlank @Pattern(regexp = "(https?://[^\\s@#?]+)?") String baseUrl,
    @NotBlank @Pattern(regexp = "[^:\\r\\n]*") String username,
    @Secret @NotBlank String password,
    @Valid @Nullable ExchangePlan exchangePlan,
    @Min(1) @Max(10_000) int pageSize,
    @Min(1) @Max(600) int timeoutSeconds,
    @Pattern(regexp = "\\s*-----BEGIN CERTIFICATE-----[\\s\\S]+-----END CERTIFICATE-----\\s*")
        @Nullable String trustedCertificate,
    @NotNull @Valid MapSettings map,
    @Valid @Nullable FollowSettings follow) {

  static final int DEFAULT_PAGE = 1_000;
  static final int DEFAULT_TIMEOUT = 90;

  private static final String SERVICE = "/odata/standard.odata";

  /**
   * An exchange plan of the club's 1C with a node for the hub.
   *
   * @param name without {@code ExchangePlan_}
   * @param node the node's code or guid; never the base's own
   */
  record ExchangePlan(
      @NotBlank @Pattern(regexp = "(" + MapSettings.NAME + ")?") String name,
      @NotBlank String node) {

    @JsonCreator
    static ExchangePlan read(
        @JsonProperty("name") @Nullable String name, @JsonProperty("node") @Nullable String node) {
      return new ExchangePlan(orEmpty(name), orEmpty(node));
    }

    String entity() {
      return "ExchangePlan_" + name;
    }
  }

  @JsonCreator
  static OnecOdataSettings read(
      @JsonProperty("baseUrl") @Nullable String baseUrl,
      @JsonProperty("username") @Nullable String username,
      @JsonProperty("password") @Nullable String password,
      @JsonProperty("exchangePlan") @Nullable ExchangePlan exchangePlan,
      @JsonProperty("pageSize") @Nullable Integer pageSize,
      @JsonProperty("timeoutSeconds") @Nullable Integer timeoutSeconds,
      @JsonProperty("trustedCertificate") @Nullable String trustedCertificate,
      @JsonProperty("map") @Nullable MapSettings map,
      @JsonProperty("follow") @Nullable FollowSettings follow) {
    return new OnecOdataSettings(
        orEmpty(baseUrl),
        orEmpty(username),
        orEmpty(password),
        exchangePlan,
        pageSize == null ? DEFAULT_PAGE : pageSize,
        timeoutSeconds == null ? DEFAULT_TIMEOUT : timeoutSeconds,
        trustedCertificate == null || trustedCertificate.isBlank() ? null : trustedCertificate,
        map == null ? new MapSettings(List.of(), List.of()) : map,
        follow);
  }

  /** Absent is blank, so that validation names the field. */
  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  /** Root of the service, ending with a slash. */
  String service() {
    String base = baseUrl.replaceFirst("/+$", "");
    return (base.endsWith(SERVICE) ? base : base + SERVICE) + "/";
  }

  List<EntityRule> rules() {
    return map.entities().stream().map(each -> EntityRule.of(each, map.fields())).toList();
  }

  @Override
  public String toString() {
    return "OnecOdataSettings[" + service() + "]";
  }
}
