package ru.fitcrm.hub.core.request;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a person filled in, as it came.
 *
 * @param phone in any spelling
 * @param severalPhones whether the first of several numbers is the person's; else such a form is
 *     refused
 * @param branch its name or the hub's id of it
 * @param page where the form stands
 * @param form its name or number at the sender
 * @param utm by name, for example {@code utm_source}
 * @param source for example {@code tilda}
 */
public record HeardForm(
    @Nullable String name,
    @Nullable String phone,
    boolean severalPhones,
    @Nullable String email,
    @Nullable String comment,
    @Nullable String branch,
    @Nullable String page,
    @Nullable String form,
    Map<String, String> utm,
    String source) {

  public HeardForm {
    utm = Map.copyOf(utm);
  }

  /** Without the person, so that it reaches no log. */
  @Override
  public String toString() {
    return "HeardForm[" + source + "]";
  }
}
