package ru.fitcrm.hub.core.replay;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * Which messages of a box may be replayed.
 *
 * @param failed states that are replayed unless others are asked for
 * @param done states that are replayed only if it is said that they go again
 * @param open states of a message that is worked on, or could be
 * @param <S> states of the box
 */
public record ReplayStates<S extends Enum<S>>(Set<S> failed, Set<S> done, Set<S> open) {

  /**
   * @param asked one state; null for all that failed
   * @param again whether those that are done may go again
   * @throws InvalidInput if messages of that state are not replayed, or are done already
   */
  Set<S> of(@Nullable String asked, boolean again) {
    if (asked == null) {
      return failed;
    }
    return named(failed, asked).or(() -> ofDone(asked, again)).orElseThrow(this::neither);
  }

  private Optional<Set<S>> ofDone(String asked, boolean again) {
    Optional<Set<S>> found = named(done, asked);
    if (found.isPresent() && !again) {
      throw new InvalidInput(
          "again",
          "replay.done-already",
          "These messages are done: say \"again\": true to replay them once more");
    }
    return found;
  }

  private Optional<Set<S>> named(Set<S> states, String asked) {
    return states.stream().filter(state -> state.name().equals(asked)).findFirst().map(EnumSet::of);
  }

  private InvalidInput neither() {
    return new InvalidInput(
        "filter.state",
        "replay.state",
        "filter.state must be %s or, with \"again\": true, %s"
            .formatted(words(failed), words(done)));
  }

  private static String words(Collection<? extends Enum<?>> states) {
    return states.stream().map(Enum::name).collect(Collectors.joining(", "));
  }
}
