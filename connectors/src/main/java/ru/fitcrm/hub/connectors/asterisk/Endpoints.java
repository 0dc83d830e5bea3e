package ru.fitcrm.hub.connectors.asterisk;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells from a channel's name whose it is, and trunks from employees' phones. */
final class Endpoints {

  /** {@code PJSIP/trunk-out-0000000a}, {@code Local/101@internal-00000000;1}, {@code DAHDI/1-1}. */
  private static final Pattern NAME =
      Pattern.compile("([^/]+)/(.+?)(?:-[0-9a-fA-F]{8})?(?:;[12])?(?:<.*>)?");

  private static final Pattern EXTENSION = Pattern.compile("\\d{2,6}");

  /** Channels the PBX makes for itself: nobody sits behind them. */
  private static final Set<String> MACHINERY =
      Set.of(
          "Local",
          "Surrogate",
          "AsyncGoto",
          "Announcer",
          "Recorder",
          "CBAnn",
          "CBRec",
          "ConfBridgeRecorder",
          "Snoop",
          "UnicastRTP",
          "MulticastRTP",
          "AudioSocket",
          "Message",
          "Bridge",
          "NULL");

  private final Set<String> trunks;
  private final @Nullable String internalContext;

  Endpoints(Set<String> trunks, @Nullable String internalContext) {
    this.trunks = Set.copyOf(trunks);
    this.internalContext = internalContext;
  }

  static String endpoint(String channelName) {
    Matcher name = NAME.matcher(channelName);
    return name.matches() ? name.group(2) : channelName;
  }

  /** The employee behind a channel, if need be by the extension a Local channel leads to. */
  static String person(String channelName) {
    String endpoint = endpoint(channelName);
    int context = endpoint.indexOf('@');
    return isMachinery(channelName) && context > 0 ? endpoint.substring(0, context) : endpoint;
  }

  /** Local channels and the like only lead from one channel to another. */
  static boolean isMachinery(String channelName) {
    int slash = channelName.indexOf('/');
    return slash > 0 && MACHINERY.contains(channelName.substring(0, slash));
  }

  /**
   * By the configured names. Without them by the context channels of this endpoint start in;
   * without that too, whatever does not look like an extension of 2 to 6 digits is a trunk.
   */
  boolean isTrunk(String channelName, @Nullable String context) {
    if (isMachinery(channelName)) {
      return false;
    }
    String endpoint = endpoint(channelName);
    if (!trunks.isEmpty()) {
      return trunks.contains(endpoint);
    }
    if (internalContext != null && context != null) {
      return !internalContext.equals(context);
    }
    return !EXTENSION.matcher(endpoint).matches();
  }
}
