package ru.fitcrm.hub.core.licence;

import java.time.LocalDate;
import java.util.List;

/** A club's licence as it is shown: what is bought, until when, how much of it is used. */
public record LicenceReport(
    Plan plan,
    List<Plan.Module> modules,
    LocalDate validUntil,
    LicenceState state,
    Amounts limits,
    Amounts usage,
    long version) {

  /** Employees with other logins, and clients that are not archived. */
  public record Amounts(long users, long clients) {}

  public LicenceReport {
    modules = List.copyOf(modules);
  }
}
