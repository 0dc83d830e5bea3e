package ru.fitcrm.hub.core.person;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * What may be set of a person by hand.
 *
 * @param phones numbers as written, at least one where there is no name
 */
public record ClientEdit(
    @Nullable String name,
    @Nullable List<PhoneEdit> phones,
    @Nullable String email,
    @Nullable LocalDate birthDate,
    @Nullable Long branchId,
    @Nullable Long responsibleId,
    @Nullable Long familyParentId,
    @Nullable String source) {

  private static final int MAX_PHONES = 20;

  /** A number as written: plain text, or an object with a label. */
  public record PhoneEdit(@Nullable String number, @Nullable String label) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static PhoneEdit of(String number) {
      return new PhoneEdit(number, null);
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    public PhoneEdit {}
  }

  /** A new person with one number. */
  public static ClientEdit withPhone(
      String number, @Nullable Long branchId, @Nullable String source) {
    return new ClientEdit(
        null, List.of(new PhoneEdit(number, null)), null, null, branchId, null, null, source);
  }

  /** The numbers in E.164, repeated ones dropped. */
  List<Phone> readPhones(String region) {
    List<PhoneEdit> written = phones == null ? List.of() : phones;
    if (written.size() > MAX_PHONES) {
      throw new InvalidInput("phones", "phones.many", "a person has at most 20 phones");
    }
    Map<String, Phone> read = new LinkedHashMap<>();
    int position = 0;
    for (PhoneEdit phone : written) {
      Phone one = readPhone(phone, position++, region);
      read.putIfAbsent(one.number(), one);
    }
    return new ArrayList<>(read.values());
  }

  private static Phone readPhone(PhoneEdit phone, int position, String region) {
    String e164 = ReadPhone.read(phone.number(), region).e164OrNull();
    if (e164 == null) {
      throw new InvalidInput(
          "phones[" + position + "]",
          "phone.invalid",
          "this is not a number that exists: write it as +79161234567");
    }
    return new Phone(e164, phone.label());
  }

  void checkBirth(LocalDate today) {
    if (birthDate != null && birthDate.isAfter(today)) {
      throw new InvalidInput(
          "birthDate", "birth-date.future", "birthDate must not lie in the future");
    }
  }

  void checkReachable(List<Phone> read) {
    if (read.isEmpty() && (name == null || name.isBlank())) {
      throw new InvalidInput("phones", "phones.required", "give a phone or at least a name");
    }
  }

  @Nullable String cleanName() {
    return name == null || name.isBlank() ? null : name.strip();
  }

  @Nullable String cleanEmail() {
    if (email == null || email.isBlank()) {
      return null;
    }
    if (!email.strip().matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
      throw new InvalidInput("email", "email.invalid", "email must look like name@example.ru");
    }
    return email.strip();
  }
}
