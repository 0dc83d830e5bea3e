package ru.fitcrm.hub.connectors.onec.odata;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.PacketDraft;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;
import ru.fitcrm.hub.core.sync.ClubSystem.Weighing;
import ru.fitcrm.hub.core.sync.ClubSystem.Weight;
import ru.fitcrm.hub.core.sync.Entity;

/**
 * Counts, and some objects again: what comparing needs. Only of entities whose rows are known by
 * {@code Ref_Key}: a line of a register cannot be asked for. Nothing is summed: OData does not.
 */
final class ReadSome {

  /** Twenty ids make an address of about a thousand characters. */
  private static final int IDS_AT_ONCE = 20;

  private static final Pattern GUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final OdataCalls calls;
  private final List<EntityRule> map;

  ReadSome(OdataCalls calls, List<EntityRule> map) {
    this.calls = calls;
    this.map = map;
  }

  Set<Entity> comparable() {
    Set<Entity> able = EnumSet.noneOf(Entity.class);
    for (Entity entity : Entity.values()) {
      List<EntityRule> rules = rules(entity);
      if (!rules.isEmpty() && rules.stream().allMatch(EntityRule::isAskedById)) {
        able.add(entity);
      }
    }
    return able;
  }

  private List<EntityRule> rules(Entity entity) {
    Rows rows = Rows.of(entity);
    return map.stream().filter(rule -> rule.rows() == rows).toList();
  }

  Weighing weigh() {
    Map<Entity, Weight> weights = new EnumMap<>(Entity.class);
    for (Entity entity : comparable()) {
      long rows = 0;
      for (EntityRule rule : rules(entity)) {
        EntityRule live = rule.isMarked() ? rule.only("DeletionMark eq false") : rule;
        switch (list(live, 1, 0, new PacketDraft())) {
          case Answer.Given<Listing> given -> {
            Long total = Objects.requireNonNull(given.value()).total();
            if (total == null) {
              return new Weighing.Not(
                  new Trouble(Kind.REFUSED, "no-count", "1C did not count " + rule.entity()));
            }
            rows += total;
          }
          case Answer.Failed<Listing> failed -> {
            return new Weighing.Not(failed.failure().trouble());
          }
        }
      }
      weights.put(entity, new Weight(rows, null));
    }
    return new Weighing.Weights(weights);
  }

  /** Objects by {@code $skip}, one 1C entity after another. */
  Reading part(Entity entity, @Nullable String position, int limit) {
    List<EntityRule> rules = rules(entity);
    Place place = position == null ? start(rules, 0) : Place.read(position).orElse(null);
    int at =
        place == null
            ? -1
            : rules.stream().map(EntityRule::entity).toList().indexOf(place.entity());
    if (place == null || at < 0) {
      return new Reading.Not(
          new Trouble(
              Kind.REFUSED, "position-unknown", "The map has changed: begin the sample anew"));
    }
    PacketDraft draft = new PacketDraft();
    return switch (list(rules.get(at), limit, place.skip(), draft)) {
      case Answer.Given<Listing> given -> {
        Place next = place.after(Objects.requireNonNull(given.value()), limit);
        if (next == null && at + 1 < rules.size()) {
          next = start(rules, at + 1);
        }
        yield new Reading.Page(draft.packet(), next == null ? null : next.toString(), null, null);
      }
      case Answer.Failed<Listing> failed -> new Reading.Not(failed.failure().trouble());
    };
  }

  private static Place start(List<EntityRule> rules, int at) {
    return new Place(rules.get(at).entity(), 0, -1, -1);
  }

  Reading rows(Entity entity, List<String> refs) {
    List<String> ids = refs.stream().filter(ref -> GUID.matcher(ref).matches()).toList();
    PacketDraft draft = new PacketDraft();
    for (EntityRule rule : rules(entity)) {
      for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
        List<String> some = ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE));
        Answer<Listing> answer = list(rule.only(among(some)), some.size(), 0, draft);
        if (answer instanceof Answer.Failed<Listing> failed) {
          return new Reading.Not(failed.failure().trouble());
        }
      }
    }
    return new Reading.Page(draft.packet(), null, null, null);
  }

  private static String among(List<String> ids) {
    List<String> each = new ArrayList<>();
    ids.forEach(id -> each.add("Ref_Key eq guid'" + id + "'"));
    return "(" + String.join(" or ", each) + ")";
  }

  private Answer<Listing> list(EntityRule rule, int top, long skip, PacketDraft draft) {
    return calls.get(
        rule.entity(),
        ReadAll.query(rule, top, skip),
        in -> Listing.read(in, entry -> rule.add(entry, draft)));
  }
}
