package ru.fitcrm.hub.config.api;

import java.net.URI;
import java.util.List;
import java.util.function.ToLongFunction;
import org.springframework.http.ResponseEntity;
import ru.fitcrm.hub.core.platform.Listing;
import ru.fitcrm.hub.core.platform.PageRequest;

/** The shapes of answers: a thing with its ETag, a made thing with its place, a page. */
final class Answers {

  private Answers() {}

  static <T> ResponseEntity<T> one(T thing, long version) {
    return ResponseEntity.ok().eTag(tag(version)).body(thing);
  }

  static <T> ResponseEntity<T> made(String location, T thing, long version) {
    return ResponseEntity.created(URI.create(location)).eTag(tag(version)).body(thing);
  }

  static ResponseEntity<Void> gone() {
    return ResponseEntity.noContent().build();
  }

  /** A page out of rows read with one more than its limit. */
  static <T> Listing<T> page(List<T> rows, PageRequest page, ToLongFunction<T> id) {
    return Listing.of(rows, page.limit(), id);
  }

  static String tag(long version) {
    return "\"" + version + "\"";
  }
}
