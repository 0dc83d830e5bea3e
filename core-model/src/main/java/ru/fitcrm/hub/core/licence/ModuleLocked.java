package ru.fitcrm.hub.core.licence;

/** A part of the hub that the club's plan leaves out. */
public final class ModuleLocked extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Plan.Module module;

  ModuleLocked(Plan.Module module, Plan plan) {
    super("The plan %s has no module %s: take a larger plan".formatted(plan, module));
    this.module = module;
  }

  public Plan.Module module() {
    return module;
  }
}
