package ru.fitcrm.hub.config.api;

import java.util.List;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/**
 * The one shape in which a club's settings are read and changed: inside the club's gate, on the
 * version the caller insists on, with a line in the audit and an ETag on the answer.
 */
final class AnswerSettings<T> {

  private final SettingsKind<T> kind;
  private final SettingsAudit audit;

  AnswerSettings(SettingsKind<T> kind, SettingsAudit audit) {
    this.kind = kind;
    this.audit = audit;
  }

  /**
   * @param rows reads one row more than the page's limit
   */
  Listing<T> page(
      InClub club,
      @Nullable String cursor,
      @Nullable Integer limit,
      Function<PageRequest, List<T>> rows) {
    PageRequest page = PageRequest.of(cursor, limit);
    return Answers.page(club.in(() -> rows.apply(page)), page, kind.id());
  }

  ResponseEntity<T> get(InClub club, long id) {
    return shown(club.in(() -> kind.get().apply(id)));
  }

  ResponseEntity<T> add(InClub club, Supplier<T> add) {
    T made = written(club, "added", add);
    return Answers.made(
        club.path() + "/" + kind.place() + "/" + kind.id().applyAsLong(made), made, version(made));
  }

  /**
   * @param ifMatch the If-Match header, if there is one
   * @param update takes the version to change
   */
  ResponseEntity<T> change(InClub club, long id, @Nullable String ifMatch, LongFunction<T> update) {
    return shown(
        IfMatch.of(ifMatch)
            .change(
                club,
                () -> currentVersion(id),
                version -> {
                  T changed = update.apply(version);
                  audit.updated(club, kind.entity(), id);
                  return changed;
                }));
  }

  /**
   * Changes one whatever its version is.
   *
   * @param what the word of the audit, like {@code held}
   */
  ResponseEntity<T> change(InClub club, String what, Supplier<T> change) {
    return shown(written(club, what, change));
  }

  /**
   * @param ifMatch the If-Match header, if there is one
   */
  ResponseEntity<Void> remove(InClub club, long id, @Nullable String ifMatch) {
    IfMatch.of(ifMatch)
        .remove(
            club,
            kind.entity(),
            id,
            () -> currentVersion(id),
            () -> {
              kind.remove().accept(id);
              audit.removed(club, kind.entity(), id);
            });
    return Answers.gone();
  }

  private T written(InClub club, String what, Supplier<T> change) {
    return club.in(
        () -> {
          T changed = change.get();
          audit.write(club, kind.entity(), what, kind.id().applyAsLong(changed));
          return changed;
        });
  }

  private long currentVersion(long id) {
    return version(kind.get().apply(id));
  }

  private long version(T thing) {
    return kind.version().applyAsLong(thing);
  }

  private ResponseEntity<T> shown(T thing) {
    return Answers.one(thing, version(thing));
  }
}
