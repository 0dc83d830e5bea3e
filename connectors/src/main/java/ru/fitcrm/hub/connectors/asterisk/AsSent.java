package ru.fitcrm.hub.connectors.asterisk;

import org.asteriskjava.manager.ManagerConnection;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.jspecify.annotations.Nullable;

/**
 * The library makes null of every text it takes for a null: {@code <unknown>}, which is Asterisk's
 * own, but also a caller who calls himself {@code unknown}. These event classes keep the caller's
 * number as it was sent: the library prefers the setter of the extending class, and gives a type
 * that has a constructor from String the untouched text.
 */
final class AsSent {
  private AsSent() {}

  /** To be called before the connection is used. */
  static void register(ManagerConnection connection) {
    connection.registerUserEventClass(NewChannel.class);
    connection.registerUserEventClass(CoreShowChannel.class);
  }

  private static @Nullable String number(@Nullable Text sent) {
    return sent == null || sent.text.isEmpty() || sent.text.equals("<unknown>") ? null : sent.text;
  }

  /** A header's text. */
  public static final class Text {
    private final String text;

    public Text(String text) {
      this.text = text;
    }
  }

  /** Newchannel. Public, with this name and constructor, because the library reflects on it. */
  @org.asteriskjava.manager.AsteriskMapping("Newchannel")
  public static final class NewChannel extends NewChannelEvent {
    private static final long serialVersionUID = 1;
    private transient @Nullable Text number;

    public NewChannel(Object source) {
      super(source);
    }

    public void setCallerIdNum(Text sent) {
      number = sent;
    }

    @Nullable String callerNumber() {
      return number(number);
    }
  }

  /** An item of CoreShowChannels. */
  @org.asteriskjava.manager.AsteriskMapping("CoreShowChannel")
  public static final class CoreShowChannel extends CoreShowChannelEvent {
    private static final long serialVersionUID = 1;
    private transient @Nullable Text number;

    public CoreShowChannel(Object source) {
      super(source);
    }

    public void setCallerIdNum(Text sent) {
      number = sent;
    }

    @Nullable String callerNumber() {
      return number(number);
    }
  }
}
