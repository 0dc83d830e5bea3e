package ru.fitcrm.hub.core.message;

import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.person.ReadPhone;

/**
 * Puts who wrote into the form the base knows numbers in: E.164, by the club's region where a
 * number was not told in full. Names of senders and short numbers stay as they were told.
 */
final class WriterInFull {

  /** Gateways leave out the plus of a number in full. */
  private static final String BARE = "[1-9][0-9]{10,14}";

  private WriterInFull() {}

  /** The phone is E.164 or null; so is the address where the channel's addresses are numbers. */
  static ChannelNews.Written of(ChannelNews.Written written, String region) {
    boolean isNumber = written.channel() == Channel.SMS || written.channel() == Channel.WHATSAPP;
    @Nullable String sender = isNumber ? e164(written.address(), region) : null;
    @Nullable String told = e164(written.phone(), region);
    return new ChannelNews.Written(
        written.externalId(),
        written.channel(),
        sender == null ? written.address() : sender,
        told == null ? sender : told,
        written.name(),
        written.text(),
        written.at(),
        written.file());
  }

  private static @Nullable String e164(@Nullable String told, String region) {
    if (told == null || told.codePoints().anyMatch(Character::isLetter)) {
      return null;
    }
    String whole = told.matches(BARE) ? "+" + told : told;
    String e164 = ReadPhone.read(whole, region).e164OrNull();
    return e164 == null ? ReadPhone.read(told, region).e164OrNull() : e164;
  }
}
