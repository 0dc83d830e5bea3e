package ru.fitcrm.hub.core.licence;

import java.util.EnumSet;
import java.util.Set;

/** What a club has bought, and the modules and limits that come with it. */
public enum Plan {
  START(5, 1_000, EnumSet.noneOf(Module.class)),
  STANDARD(20, 5_000, EnumSet.complementOf(EnumSet.of(Module.RECORDING))),
  PREMIUM(100, 50_000, EnumSet.allOf(Module.class));

  private final int users;
  private final int clients;

  @SuppressWarnings("ImmutableEnumChecker") // Set.copyOf is immutable, its type does not say so.
  private final Set<Module> modules;

  Plan(int users, int clients, Set<Module> modules) {
    this.users = users;
    this.clients = clients;
    this.modules = Set.copyOf(modules);
  }

  public int users() {
    return users;
  }

  public int clients() {
    return clients;
  }

  public boolean includes(Module module) {
    return modules.contains(module);
  }

  public Set<Module> modules() {
    return modules;
  }

  /** Parts of the hub that a plan may leave out. */
  public enum Module {
    WEB_REPORTS,
    TELEPHONY,
    WEBHOOKS_API,
    CLUB_ADMIN,
    ONEC,
    RECORDING
  }
}
