package ru.fitcrm.hub.sandbox.onec.fitness;

import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.sandbox.onec.base.GeneratedBase;
import ru.fitcrm.hub.sandbox.onec.front.Answer;
import ru.fitcrm.hub.sandbox.onec.front.Fault;
import ru.fitcrm.hub.sandbox.onec.front.OnecWords;
import ru.fitcrm.hub.sandbox.onec.front.Query;
import ru.fitcrm.hub.sandbox.onec.front.Request;
import ru.fitcrm.hub.sandbox.onec.front.Room;

/**
 * Receivers of a site's leads at {@code /api/hs/lead/}: one for JSON, one for a form. The id in the
 * address is all the login there is. A lead given twice is two.
 */
public final class LeadRoom implements Room {

  /** The id both are reached by. */
  public static final String ID = "5f1c0000-0000-4aff-8000-00000000000a";

  private static final String PATH = "/api/hs/lead/";

  private final GeneratedBase base;

  public LeadRoom(GeneratedBase base) {
    this.base = base;
  }

  @Override
  public String path() {
    return PATH;
  }

  /** {@code Webhook} or {@code Tilda}. */
  @Override
  public String operation(String path, Map<String, String> headers) {
    return path.substring(Math.min(path.length(), PATH.length())).replaceFirst("/.*", "");
  }

  @Override
  public boolean isOpenToAll() {
    return true;
  }

  @Override
  public Answer answer(Request request) {
    String type = request.headers().getOrDefault("content-type", "");
    boolean form = type.startsWith("application/x-www-form-urlencoded");
    boolean known = request.path().equals(PATH + request.operation() + "/" + ID);
    if (!known) {
      return said(OnecWords.page(404, "Not Found"));
    }
    if (request.operation().equals("Webhook") && type.startsWith("application/json")) {
      Map<String, String> lead = Json.texts(request.body());
      return take(lead.get("name"), lead.getOrDefault("phone", ""), lead.get("comment"));
    }
    if (request.operation().equals("Tilda") && form) {
      Query lead = Query.of(request.body());
      return take(lead.text("Name"), lead.text("Phone"), lead.text("Comment"));
    }
    return said(OnecWords.page(502, "Bad Gateway"));
  }

  private Answer take(@Nullable String name, String phone, @Nullable String comment) {
    base.leads().take(UUID.randomUUID().toString(), phone, name, comment);
    return Answer.of(200, "text/plain", "ok");
  }

  private static Answer said(Fault fault) {
    return ((Fault.Instead) fault).answer();
  }
}
