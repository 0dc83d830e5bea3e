package ru.fitcrm.hub.core.connection;

/** Another node owns the connection now; this one must stop running it. Nothing was written. */
public final class LeaseLost extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LeaseLost(Lease lease) {
    super(
        "Connection " + lease.connection() + " was taken over: fence " + lease.fence() + " is old");
  }
}
