package ru.fitcrm.hub.config.testing;

import java.util.concurrent.atomic.AtomicInteger;
import ru.fitcrm.hub.config.testing.ApiCaller.Answer;
import ru.fitcrm.hub.core.club.ClubId;

/** A club of one test's own in the shared hub. */
public record TestClub(HubUnderTest hub, long id, String slug) {

  private static final AtomicInteger NUMBER = new AtomicInteger();

  public static TestClub make() {
    HubUnderTest hub = HubUnderTest.shared();
    String slug = "test-" + NUMBER.incrementAndGet();
    Answer made =
        hub.admin()
            .post(
                "clubs",
                """
                {"name": "Клуб", "slug": "%s", "timezone": "Europe/Moscow"}"""
                    .formatted(slug));
    return new TestClub(hub, made.id(), slug);
  }

  public ClubId clubId() {
    return new ClubId(id);
  }

  /** Path of something in this club, for {@link ApiCaller}. */
  public String path(String below) {
    return "clubs/" + slug + "/" + below;
  }

  public ApiCaller admin() {
    return hub.admin();
  }
}
