package ru.fitcrm.hub.connectors.onec.odata;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.connectors.onec.Answer;
import ru.fitcrm.hub.connectors.onec.PacketDraft;
import ru.fitcrm.hub.core.sync.ClubSystem.Reading;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble;
import ru.fitcrm.hub.core.sync.ClubSystem.Trouble.Kind;

/**
 * Reads everything, entity after entity, page after page by {@code $skip}: 1C orders references by
 * no order one could go on from.
 */
final class ReadAll {

  private final OdataCalls calls;
  private final List<EntityRule> map;
  private final PageSizes sizes;

  ReadAll(OdataCalls calls, List<EntityRule> map, PageSizes sizes) {
    this.calls = calls;
    this.map = map;
    this.sizes = sizes;
  }

  Reading page(@Nullable String position) {
    if (position == null) {
      return begin();
    }
    Optional<Place> place = Place.read(position);
    int at = place.map(Place::entity).map(this::indexOf).orElse(-1);
    return at < 0
        ? new Reading.Not(
            new Trouble(
                Kind.REFUSED, "position-unknown", "The map has changed: read from the beginning"))
        : page(at, place.orElseThrow());
  }

  private int indexOf(String entity) {
    return map.stream().map(EntityRule::entity).toList().indexOf(entity);
  }

  private Reading begin() {
    long all = 0;
    for (EntityRule rule : map) {
      switch (count(rule)) {
        case Answer.Given<Listing> given -> {
          Long total = Objects.requireNonNull(given.value()).total();
          all = total == null || all < 0 ? -1 : all + total;
        }
        case Answer.Failed<Listing> failed -> {
          return new Reading.Not(failed.failure().trouble());
        }
      }
    }
    return page(0, new Place(map.getFirst().entity(), 0, -1, all));
  }

  /** How many objects of an entity there are, by asking for one. */
  Answer<Listing> count(EntityRule rule) {
    return calls.get(rule.entity(), query(rule, 1, 0), answer -> Listing.read(answer, entry -> {}));
  }

  private Reading page(int at, Place place) {
    EntityRule rule = map.get(at);
    for (; ; ) {
      int top = sizes.of(rule.entity());
      PacketDraft draft = new PacketDraft();
      Answer<Listing> answer =
          calls.get(
              rule.entity(),
              query(rule, top, place.skip()),
              in -> Listing.read(in, entry -> rule.add(entry, draft)));
      switch (answer) {
        case Answer.Given<Listing> given -> {
          Listing listing = Objects.requireNonNull(given.value());
          sizes.came(rule.entity(), listing);
          return page(draft, place, next(at, place, place.after(listing, top)));
        }
        case Answer.Failed<Listing> failed -> {
          Trouble trouble = failed.failure().trouble();
          if (!sizes.broke(rule.entity(), trouble)) {
            return new Reading.Not(trouble);
          }
        }
      }
    }
  }

  private @Nullable Place next(int at, Place place, @Nullable Place same) {
    if (same != null) {
      return same;
    }
    return at + 1 < map.size() ? new Place(map.get(at + 1).entity(), 0, -1, place.all()) : null;
  }

  private Reading page(PacketDraft draft, Place place, @Nullable Place next) {
    if (next == null) {
      calls.finish();
    }
    return new Reading.Page(
        draft.packet(),
        next == null ? null : next.toString(),
        null,
        place.all() < 0 ? null : Long.valueOf(place.all()));
  }

  static Map<String, String> query(EntityRule rule, int top, long skip) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("$format", "json;odata=nometadata");
    String select = rule.select();
    if (select != null) {
      query.put("$select", select);
    }
    if (rule.filter() != null) {
      query.put("$filter", rule.filter());
    }
    query.put("$orderby", rule.orderBy());
    query.put("$top", Integer.toString(top));
    query.put("$skip", Long.toString(skip));
    query.put("$inlinecount", "allpages");
    query.put("allowedOnly", "true");
    return query;
  }
}
