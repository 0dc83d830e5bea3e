package ru.fitcrm.hub.sandbox.sms;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What lies on everybody's phones: what came from the club and what was written to it. */
final class Phones {

  private static final int KEPT = 1_000;

  private final InstantSource clock;
  private final List<SentSms> all = new CopyOnWriteArrayList<>();
  private final List<Line> lines = new CopyOnWriteArrayList<>();
  private final AtomicInteger next = new AtomicInteger(1000000);

  Phones(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * A line of a talk.
   *
   * @param phone digits
   */
  record Line(String phone, boolean ofClub, String text, Instant at) {}

  String nextId() {
    return "202626-" + next.getAndIncrement();
  }

  void add(SentSms sms) {
    keep(all, sms);
    keep(lines, new Line(sms.phone(), true, sms.text(), clock.instant()));
  }

  void wrote(String phone, String text) {
    keep(lines, new Line(phone.replaceAll("\\D", ""), false, text, clock.instant()));
  }

  private static <T> void keep(List<T> list, T one) {
    list.add(one);
    if (list.size() > KEPT) {
      list.remove(0);
    }
  }

  List<SentSms> all() {
    return List.copyOf(all);
  }

  /** By phone, the one that was heard of last first; each talk in its order. */
  Map<String, List<Line>> talks() {
    Map<String, List<Line>> talks = new LinkedHashMap<>();
    for (Line line : lines.reversed()) {
      talks.computeIfAbsent(line.phone(), phone -> new ArrayList<>()).add(0, line);
    }
    return talks;
  }
}
