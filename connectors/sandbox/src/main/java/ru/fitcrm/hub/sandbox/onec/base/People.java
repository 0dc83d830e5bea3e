package ru.fitcrm.hub.sandbox.onec.base;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The clients of a base: found by number, added, renamed and marked for deletion. */
final class People {

  private final BaseRows rows;
  private final Map<String, Ref> addedNumbers = new HashMap<>();

  People(BaseRows rows) {
    this.rows = rows;
  }

  List<Row.Client> findByPhone(String phone) {
    String ten = Numbers.ten(phone);
    return suspects(phone, ten).stream()
        .map(number -> (Row.Client) rows.row(new Ref(Row.Kind.CLIENT, number)))
        .filter(client -> client.phones().stream().map(Numbers::ten).anyMatch(ten::equals))
        .toList();
  }

  private Set<Long> suspects(String phone, String ten) {
    Set<Long> suspects = new TreeSet<>();
    Numbers.owner(phone, rows.firstClients())
        .ifPresent(
            owner -> {
              suspects.add(owner);
              if (Numbers.sharesWithTheOneBefore(owner + 1) && owner + 1 < rows.firstClients()) {
                suspects.add(owner + 1);
              }
            });
    Optional.ofNullable(addedNumbers.get(ten)).ifPresent(ref -> suspects.add(ref.number()));
    return suspects;
  }

  @Nullable String phoneOf(String clientRef) {
    return rows.find(clientRef)
        .filter(Row.Client.class::isInstance)
        .map(row -> ((Row.Client) row).phones().getFirst())
        .orElse(null);
  }

  String add(String name, String phone) {
    Ref ref = rows.next(Row.Kind.CLIENT);
    return add(ref, ref.toString(), name, phone);
  }

  String takeIn(String leadRef, String name, String phone) {
    return add(rows.nextKnownAs(Row.Kind.CLIENT, leadRef), leadRef, name, phone);
  }

  private String add(Ref ref, String guid, String name, String phone) {
    addedNumbers.put(Numbers.ten(phone), ref);
    return rows.keep(
        ref,
        new Row.Client(
            guid, rows.nextVersion(), false, name, List.of(phone), null, null, "Центральный"));
  }

  void rename(String clientRef, String name) {
    rows.edit(clientRef, Row.Client.class, old -> with(old, name, old.deleted()));
  }

  void markDeleted(String clientRef, boolean deleted) {
    rows.edit(clientRef, Row.Client.class, old -> with(old, old.name(), deleted));
  }

  private Row.Client with(Row.Client old, String name, boolean deleted) {
    return new Row.Client(
        old.ref(),
        rows.nextVersion(),
        deleted,
        name,
        old.phones(),
        old.email(),
        old.birthDate(),
        old.branchRef());
  }
}
