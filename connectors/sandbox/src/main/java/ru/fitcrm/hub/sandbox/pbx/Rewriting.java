package ru.fitcrm.hub.sandbox.pbx;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of a recording the events of a new call: every id, channel and bridge gets a fresh
 * name, the same one wherever it stands, in headers as in file names.
 */
final class Rewriting {

  private static final String UNIQUE_ID = "\\d{10}\\.\\d+";
  private static final String SHAPES =
      UNIQUE_ID
          + "|(?:PJSIP|SIP|Local|IAX2|DAHDI)/[^\\s,;\"<>|/]+-[0-9a-f]{8}"
          + "|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
          + "|\\+?\\d{5,}";

  private final FreshIds ids;
  private final Supplier<Instant> now;
  private final Stamping stamping;
  private final Map<String, String> known = new HashMap<>();
  private final Map<String, String> literals = new LinkedHashMap<>();
  private final Map<String, String> numbers = new LinkedHashMap<>();
  private UnaryOperator<String> endpoint = UnaryOperator.identity();
  private @Nullable Pattern names;
  private String name = "";
  private @Nullable Pattern tokens;

  Rewriting(FreshIds ids, Supplier<Instant> now, Stamping stamping) {
    this.ids = ids;
    this.now = now;
    this.stamping = stamping;
  }

  static Rewriting of(Recording recording, Exchange exchange) {
    Rewriting rewriting = new Rewriting(exchange.ids, exchange::now, exchange.stamping);
    rewriting.freshIds(recording.recordedNames());
    NewCall call = recording.call();
    if (call != null) {
      rewriting.call(recording.recordedNames(), call);
    }
    return rewriting;
  }

  /** Gives all ids now, so that they count up in the order of the recording. */
  void freshIds(RecordedNames recorded) {
    for (String old : recorded.ids()) {
      word(old, ids.uniqueId(now.get()));
    }
  }

  void call(RecordedNames recorded, NewCall call) {
    String client = recorded.clients().iterator().next();
    number(client, call.callerNumber());
    String did = recorded.did();
    if (did != null && call.did() != null) {
      number(did, call.did());
    }
    if (recorded.incoming()) {
      name = call.callerName() == null ? "<unknown>" : call.callerName();
      names =
          Pattern.compile(
              "((?:CallerID|ConnectedLine)Num: "
                  + Pattern.quote(call.callerNumber())
                  + "\r\n\\w*(?:CallerID|ConnectedLine)Name: )[^\r]*");
      if (recorded.clientName() != null) {
        word(recorded.clientName(), name);
      }
    }
  }

  /** A number is the same in all its spellings, with 8, 7 or +7 before its ten digits. */
  void number(String old, String fresh) {
    if (old.matches("\\+?\\d{5,}")) {
      numbers.put(tail(old), fresh);
    } else {
      word(old, fresh);
    }
  }

  /** A word that is replaced wherever it stands alone. */
  void word(String old, String fresh) {
    if (old.matches(UNIQUE_ID)) {
      known.put(old, fresh);
    } else {
      literals.put(old, fresh);
    }
    tokens = null;
  }

  /** How {@code PJSIP/101} is called in the new call. */
  void endpoints(UnaryOperator<String> renamed) {
    endpoint = renamed;
  }

  String fresh(String oldId) {
    String literal = literals.get(oldId);
    return literal == null ? known.getOrDefault(oldId, oldId) : literal;
  }

  PbxEvent rewritten(PbxEvent event) {
    String text = tokens().matcher(event.text()).replaceAll(this::replacement);
    if (names != null) {
      text = names.matcher(text).replaceAll("$1" + Matcher.quoteReplacement(name));
    }
    return new PbxEvent(stamping.stamped(text));
  }

  private Pattern tokens() {
    Pattern made = tokens;
    if (made == null) {
      String words =
          literals.keySet().stream()
              .sorted((a, b) -> b.length() - a.length())
              .map(Pattern::quote)
              .collect(Collectors.joining("|"));
      String all = words.isEmpty() ? SHAPES : words + "|" + SHAPES;
      made = Pattern.compile("(?<![0-9A-Za-z])(?:" + all + ")(?![0-9A-Za-z])");
      tokens = made;
    }
    return made;
  }

  private String replacement(MatchResult match) {
    String old = match.group();
    String literal = literals.get(old);
    return Matcher.quoteReplacement(literal == null ? byShape(old) : literal);
  }

  private String byShape(String old) {
    if (old.indexOf('/') > 0) {
      return known.computeIfAbsent(
          old, key -> ids.channel(endpoint.apply(key.substring(0, key.length() - 9))));
    }
    if (old.length() == 36 && old.charAt(8) == '-') {
      return known.computeIfAbsent(old, key -> ids.bridge());
    }
    String number = old.indexOf('.') < 0 ? numbers.get(tail(old)) : null;
    return number == null ? known.getOrDefault(old, old) : number;
  }

  private static String tail(String number) {
    String digits = number.startsWith("+") ? number.substring(1) : number;
    return digits.length() > 10 ? digits.substring(digits.length() - 10) : digits;
  }
}
