package ru.fitcrm.hub.core.sync;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A system whose pages are known beforehand; its position is the page's number. */
final class PlayedSystem extends ReadOnlySystem {

  private final List<Packet> pages;
  private final Deque<Trouble> troubles = new ArrayDeque<>();
  final List<String> acknowledged = new ArrayList<>();
  final List<Integer> asked = new ArrayList<>();
  Runnable beforePage = () -> {};
  private boolean receipts = true;

  PlayedSystem(List<Packet> pages) {
    this.pages = pages;
  }

  /** Nothing of it is to be acknowledged. */
  PlayedSystem withoutReceipts() {
    receipts = false;
    return this;
  }

  PlayedSystem troubled(Trouble.Kind... kinds) {
    for (Trouble.Kind kind : kinds) {
      troubles.add(new Trouble(kind, "trouble", "played"));
    }
    return this;
  }

  @Override
  public Reading read(Mode mode, @Nullable String position) {
    int page = position == null ? 0 : Integer.parseInt(position);
    asked.add(page);
    beforePage.run();
    Trouble trouble = troubles.poll();
    if (trouble != null) {
      return new Reading.Not(trouble);
    }
    String next = page + 1 < pages.size() ? Integer.toString(page + 1) : null;
    long total = pages.stream().mapToLong(Packet::size).sum();
    return new Reading.Page(pages.get(page), next, receipts ? "receipt " + page : null, total);
  }

  @Override
  public Said acknowledge(String receipt) {
    acknowledged.add(receipt);
    return new Said.Done();
  }
}
