package ru.fitcrm.hub.core.connection;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.licence.Plan;
import ru.fitcrm.hub.core.licence.Plan.Module;

/** Which module of a plan a kind of connection belongs to; most kinds come with every plan. */
public final class KindModule {

  private static final List<String> WEBHOOKS =
      List.of("webhook-in", "webhook-out", "yookassa", "cloudpayments");

  private static final String MODULE_OF_KIND =
      """
      case when KIND like 'onec-%' then 'ONEC'
           when KIND = 'asterisk' then 'TELEPHONY'
           when KIND in ('webhook-in', 'webhook-out', 'yookassa', 'cloudpayments') then 'WEBHOOKS_API'
           else '' end""";

  private KindModule() {}

  /** Empty for a kind every plan includes. */
  public static Optional<Module> of(String kind) {
    if (kind.startsWith("onec-")) {
      return Optional.of(Module.ONEC);
    }
    if (kind.equals("asterisk")) {
      return Optional.of(Module.TELEPHONY);
    }
    return WEBHOOKS.contains(kind) ? Optional.of(Module.WEBHOOKS_API) : Optional.empty();
  }

  /**
   * Whether a plan keeps a kind locked.
   *
   * @param plan null where the club has no licence at all, which locks nothing
   */
  public static boolean locked(String kind, @Nullable Plan plan) {
    return plan != null && of(kind).filter(module -> !plan.includes(module)).isPresent();
  }

  /** The same as {@link #locked} for a row of {@code connection}, as SQL. */
  static String lockedSql(String connection) {
    return "exists (select 1 from licence l where l.club_id = %s.club_id and (l.plan, %s) in (%s))"
        .formatted(
            connection, MODULE_OF_KIND.replace("KIND", connection + ".kind"), lackingPairs());
  }

  private static String lackingPairs() {
    return Arrays.stream(Plan.values())
        .flatMap(
            plan ->
                Arrays.stream(Module.values())
                    .filter(module -> !plan.includes(module))
                    .map(module -> "('" + plan + "', '" + module + "')"))
        .collect(Collectors.joining(", "));
  }
}
