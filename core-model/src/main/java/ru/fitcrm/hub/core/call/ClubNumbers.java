package ru.fitcrm.hub.core.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import ru.fitcrm.hub.core.person.ReadPhone;

/**
 * The club's own numbers, as its phone connections name them: what a dialled one says of branch and
 * source, and whether a caller is the club itself.
 */
final class ClubNumbers {

  static final String DEFAULT_SOURCE = "call";

  private static final String ALL_NUMBERS =
      """
      select c.id, c.branch_id, coalesce(c.settings -> 'clubNumbers', '[]') as numbers
        from connection c
       where jsonb_exists(c.settings, 'clubNumbers') or c.id = :connectionId""";

  private final JdbcClient jdbc;
  private final ObjectMapper json;

  ClubNumbers(JdbcClient jdbc, ObjectMapper json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  /** What the dialled number says of a call. */
  record Dialled(@Nullable Long branchId, String source) {}

  /** All of the club's numbers, read once for a call. */
  Numbers read(long connectionId, String region) {
    List<ClubNumber> numbers = new ArrayList<>();
    @Nullable Long[] ownBranch = {null};
    jdbc.sql(ALL_NUMBERS)
        .param("connectionId", connectionId)
        .query(
            row -> {
              long branch = row.getLong("branch_id");
              @Nullable Long branchId = row.wasNull() ? null : branch;
              if (row.getLong("id") == connectionId) {
                ownBranch[0] = branchId;
              }
              readNumbers(row.getString("numbers"), branchId, region, numbers);
            });
    return new Numbers(List.copyOf(numbers), ownBranch[0], region);
  }

  private void readNumbers(
      String text, @Nullable Long branchId, String region, List<ClubNumber> numbers) {
    try {
      for (JsonNode entry : json.readTree(text)) {
        String number = entry.isTextual() ? entry.asText() : entry.path("number").asText();
        JsonNode branch = entry.path("branchId");
        numbers.add(
            new ClubNumber(
                canonical(number, region),
                branch.isNumber() ? Long.valueOf(branch.asLong()) : branchId,
                entry.path("source").asText(DEFAULT_SOURCE)));
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A connection's settings are no JSON", e);
    }
  }

  private static String canonical(String number, String region) {
    String e164 = ReadPhone.read(number, region).e164OrNull();
    return e164 == null ? number.replaceAll("[^0-9]", "") : e164;
  }

  /** One of the club's numbers. */
  record ClubNumber(String canonical, @Nullable Long branchId, String source) {}

  /** The club's numbers at one moment. */
  record Numbers(List<ClubNumber> numbers, @Nullable Long connectionBranch, String region) {

    boolean contain(String e164) {
      return numbers.stream().anyMatch(number -> number.canonical().equals(e164));
    }

    Dialled dialled(@Nullable String clubNumber) {
      if (clubNumber != null) {
        String wanted = canonical(clubNumber, region);
        for (ClubNumber number : numbers) {
          if (number.canonical().equals(wanted)) {
            return new Dialled(number.branchId(), number.source());
          }
        }
      }
      return new Dialled(connectionBranch, DEFAULT_SOURCE);
    }
  }
}
