package ru.fitcrm.hub.sandbox.sms;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What lies on everybody's phones. */
final class Phones {

  private static final int KEPT = 1_000;

  private final List<SentSms> all = new CopyOnWriteArrayList<>();
  private final AtomicInteger next = new AtomicInteger(1000000);

  String nextId() {
    return "202626-" + next.getAndIncrement();
  }

  void add(SentSms sms) {
    all.add(sms);
    if (all.size() > KEPT) {
      all.remove(0);
    }
  }

  List<SentSms> all() {
    return List.copyOf(all);
  }
}
