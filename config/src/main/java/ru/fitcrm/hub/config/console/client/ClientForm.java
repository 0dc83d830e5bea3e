package ru.fitcrm.hub.config.console.client;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import ru.fitcrm.hub.core.person.Client;
import ru.fitcrm.hub.core.person.ClientEdit;

/**
 * What stands in the form of a client's page.
 *
 * @param number numbers as written, an empty one is left out; null like {@code email} if the form
 *     did not show them: then they stay
 * @param responsible null also if the form did not let choose
 * @param label whose each number is, in the same order
 */
record ClientForm(
    long version,
    @Nullable String name,
    @Nullable List<String> number,
    @Nullable List<String> label,
    @Nullable String email,
    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable LocalDate birthDate,
    @Nullable Long branch,
    @Nullable Long responsible) {

  /** A row of the form. */
  record Row(String number, String label) {}

  static ClientForm of(Client client) {
    return new ClientForm(
        client.version(),
        client.name(),
        client.phones().stream().map(phone -> phone.number()).toList(),
        client.phones().stream().map(phone -> orEmpty(phone.label())).toList(),
        client.email(),
        client.birthDate(),
        client.branchId(),
        client.responsibleId());
  }

  ClientForm against(Client client) {
    return new ClientForm(
        client.version(), name, number, label, email, birthDate, branch, responsible);
  }

  /** The numbers, and an empty row for one more. */
  public List<Row> rows() {
    List<Row> rows = new ArrayList<>(written());
    rows.add(new Row("", ""));
    return rows;
  }

  /**
   * @param mayAssign whether the form let choose whose the client is
   */
  ClientEdit edit(Client before, boolean mayAssign) {
    return new ClientEdit(
        name,
        number == null ? before.edit().phones() : phones(),
        email == null ? before.email() : email,
        birthDate,
        branch,
        responsible == null && !mayAssign ? before.responsibleId() : responsible,
        before.familyParentId(),
        before.source());
  }

  private List<ClientEdit.PhoneEdit> phones() {
    return written().stream()
        .map(row -> new ClientEdit.PhoneEdit(row.number(), blankToNull(row.label())))
        .toList();
  }

  private List<Row> written() {
    List<String> numbers = number == null ? List.of() : number;
    List<String> labels = label == null ? List.of() : label;
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < numbers.size(); i++) {
      if (!numbers.get(i).isBlank()) {
        rows.add(new Row(numbers.get(i), i < labels.size() ? labels.get(i) : ""));
      }
    }
    return rows;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static @Nullable String blankToNull(String text) {
    return text.isBlank() ? null : text.strip();
  }
}
