package ru.fitcrm.hub.core.club;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.person.PhoneReading;
import ru.fitcrm.hub.core.person.ReadPhone;
import ru.fitcrm.hub.core.platform.InvalidInput;
import ru.fitcrm.hub.core.platform.Required;

/**
 * What may be set of an employee. A null role is RECEPTION.
 *
 * @param available whether clients see this one as somebody to book; null leaves it, and a new
 *     employee is
 * @param email null: the e-mail of their log-in
 * @param telegram id of their chat with the club's bot
 * @param max id of the employee as the club's bot knows them
 */
public record EmployeeEdit(
    @Nullable String name,
    @Nullable String phone,
    @Nullable String extension,
    @Nullable Role role,
    @Nullable Long branchId,
    @Nullable Boolean available,
    @Nullable String email,
    @Nullable String telegram,
    @Nullable String max) {

  /** Groups of Telegram have negative ids. */
  private static final Pattern CHAT = Pattern.compile("-?[0-9]{1,19}");

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

  /** Of somebody who is told by the console and the phone alone. */
  public EmployeeEdit(
      @Nullable String name,
      @Nullable String phone,
      @Nullable String extension,
      @Nullable Role role,
      @Nullable Long branchId) {
    this(name, phone, extension, role, branchId, null, null, null, null);
  }

  /** The same of somebody whom clients see, or see no more, as one to book. */
  public EmployeeEdit withAvailable(boolean seen) {
    return new EmployeeEdit(name, phone, extension, role, branchId, seen, email, telegram, max);
  }

  EmployeeEdit complete(String region) {
    return new EmployeeEdit(
        Required.text("name", name),
        checkPhone(region),
        orNull(extension),
        checkRole(),
        branchId,
        available,
        checkEmail(),
        checkId("telegram", telegram),
        checkId("max", max));
  }

  private static @Nullable String orNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }

  private @Nullable String checkEmail() {
    String plain = orNull(email);
    if (plain != null && !EMAIL.matcher(plain).matches()) {
      throw new InvalidInput(
          "email", "email.invalid", "email is no address: write it as anna@club.ru");
    }
    return plain;
  }

  private static @Nullable String checkId(String field, @Nullable String id) {
    String plain = orNull(id);
    if (plain != null && !CHAT.matcher(plain).matches()) {
      throw new InvalidInput(
          field,
          field + ".invalid",
          field + " is the id the club's bot knows, digits only: write it as 123456789");
    }
    return plain;
  }

  private @Nullable String checkPhone(String region) {
    if (phone == null || phone.isBlank()) {
      return null;
    }
    PhoneReading reading = ReadPhone.read(phone, region);
    String e164 = reading.e164OrNull();
    if (e164 == null) {
      throw new InvalidInput(
          "phone", "phone.invalid", "phone is not a number that exists: write it as +79161234567");
    }
    return e164;
  }

  private Role checkRole() {
    if (role == Role.SUPERADMIN) {
      throw new InvalidInput("role", "role.platform", "SUPERADMIN is not a role of a club");
    }
    return role == null ? Role.RECEPTION : role;
  }
}
