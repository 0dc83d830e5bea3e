package ru.fitcrm.hub.connectors.asterisk;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;

/**
 * One of the club's numbers. In JSON {@code "74951230001"} or {@code {"number": "74951230001",
 * "branchId": 3, "source": "Яндекс"}}.
 *
 * @param number as the PBX tells it (the DID), any writing
 * @param branchId branch whose number it is
 * @param source advertising source a caller of this number came from
 */
public record ClubNumber(
    @NotBlank String number, @Nullable Long branchId, @Nullable String source) {

  @JsonCreator
  static ClubNumber full(
      @JsonProperty(value = "number", required = true) String number,
      @JsonProperty("branchId") @Nullable Long branchId,
      @JsonProperty("source") @Nullable String source) {
    return new ClubNumber(number, branchId, source);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ClubNumber of(String number) {
    return new ClubNumber(number, null, null);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static ClubNumber of(long number) {
    return of(Long.toString(number));
  }
}
