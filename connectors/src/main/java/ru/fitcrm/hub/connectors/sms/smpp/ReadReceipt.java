package ru.fitcrm.hub.connectors.sms.smpp;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.message.ChannelNews.Receipt;
import ru.fitcrm.hub.core.message.ChannelNews.Stage;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * Reads a receipt: by its parameters where the SMSC sets them, else by its text, whatever fields
 * the text lacks.
 */
final class ReadReceipt {

  private static final Pattern ID = Pattern.compile("(?i)\\bid:\\s*(\\S+)");
  private static final Pattern STATE = Pattern.compile("(?i)\\bstat:\\s*([A-Za-z]+)");
  private static final Pattern ERROR = Pattern.compile("(?i)\\berr:\\s*(\\w{1,10})");

  private ReadReceipt() {}

  /**
   * The parameter has the id as it was answered, unless the text of the same receipt has it too.
   * Times in a receipt are the SMSC's own, without a zone: they are not told.
   */
  static Receipt of(Arrived arrived, SpellId spell) {
    String text = arrived.text().replace('\0', ' ');
    Optional<String> written = find(ID, text);
    String id =
        Optional.ofNullable(arrived.receiptedId())
            .map(told -> told.replace("\0", "").strip())
            .filter(told -> !told.isEmpty())
            .map(
                told ->
                    written.filter(told::equals).isPresent()
                        ? spell.ofReceipt(told)
                        : spell.ofAnswer(told))
            .or(() -> written.map(spell::ofReceipt))
            .orElseThrow(
                () -> new InvalidInput("receipt", "receipt.no-id", "A receipt names no message"));
    Stage stage = stage(arrived.state(), text);
    boolean failed = stage == Stage.FAILED;
    return new Receipt(
        id,
        stage,
        null,
        failed ? "smpp-" + find(ERROR, text).orElse("unknown") : null,
        failed ? "The operator could not deliver it" : null);
  }

  private static Stage stage(@Nullable Integer state, String text) {
    return state != null
        ? NameStatus.stage(state)
        : find(STATE, text)
            .map(word -> NameStatus.stage(word.toUpperCase(Locale.ROOT)))
            .orElse(Stage.FAILED);
  }

  private static Optional<String> find(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? Optional.of(found.group(1)) : Optional.empty();
  }
}
