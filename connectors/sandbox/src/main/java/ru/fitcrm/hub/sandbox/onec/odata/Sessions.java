package ru.fitcrm.hub.sandbox.onec.odata;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.sandbox.onec.front.Answer;

/** Sessions of the base kept between requests, each of which holds a licence. */
public final class Sessions {

  private static final Pattern COOKIE = Pattern.compile("ibsession=([\\w-]+)");

  private final Set<String> open = new LinkedHashSet<>();
  private int most = Integer.MAX_VALUE;

  Sessions() {}

  /** How many are open. */
  public synchronized int open() {
    return open.size();
  }

  /** No more than so many. */
  public synchronized void most(int sessions) {
    most = sessions;
  }

  /** Ends them all, as a base does with idle ones. */
  public synchronized void end() {
    open.clear();
  }

  /** Lets a request in, or says why not. */
  synchronized @Nullable Answer refuse(Map<String, String> headers) {
    String session = session(headers);
    if (session != null && !open.contains(session)) {
      return Answer.of(404, "text/plain; charset=utf-8", "Сеанс не найден");
    }
    boolean starts = "start".equals(headers.get("ibsession"));
    return starts && session == null && open.size() >= most
        ? Answer.of(406, "text/plain; charset=utf-8", "Невозможно начать новый сеанс")
        : null;
  }

  /** Begins or ends a session with this answer, as the request wished. */
  synchronized Answer mark(Map<String, String> headers, Answer answer) {
    String session = session(headers);
    String wish = headers.getOrDefault("ibsession", "");
    if (wish.equals("finish") && session != null) {
      open.remove(session);
    }
    if (!wish.equals("start") || session != null) {
      return answer;
    }
    String fresh = UUID.randomUUID().toString();
    open.add(fresh);
    return answer.with("Set-Cookie", "ibsession=" + fresh + "; path=/fitness; HttpOnly");
  }

  private static @Nullable String session(Map<String, String> headers) {
    Matcher cookie = COOKIE.matcher(headers.getOrDefault("cookie", ""));
    return cookie.find() ? cookie.group(1) : null;
  }
}
