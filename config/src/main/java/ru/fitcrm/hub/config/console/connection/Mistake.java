package ru.fitcrm.hub.config.console.connection;

import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.config.console.Wording;
import ru.fitcrm.hub.connectors.settings.SettingsShape;
import ru.fitcrm.hub.connectors.settings.SettingsShape.Field;
import ru.fitcrm.hub.core.platform.InvalidInput;

/**
 * What is wrong with a form and where to say it.
 *
 * @param path field of the settings or of the form itself; null if none can be shown
 * @param row row of a list, counted from 1; 0 for none
 * @param text in the reader's language
 */
record Mistake(@Nullable String path, int row, String text) {

  private static final String SETTINGS = "settings.";

  static Mistake of(InvalidInput wrong, SettingsShape shape, Wording say) {
    String field = wrong.field();
    String path =
        field.startsWith(SETTINGS)
            ? field.substring(SETTINGS.length()).replaceAll("\\[\\d+]", "")
            : field;
    @Nullable Field known = shape.at(path).orElse(null);
    boolean shown = known != null || path.equals("name") || path.equals("branchId");
    return new Mistake(shown ? path : null, row(field), text(wrong, known, say));
  }

  /** Whether it is said at this field: a list says what is wrong in its rows. */
  public boolean at(Field field) {
    return path != null
        && (path.equals(field.path())
            || (!field.fields().isEmpty() && path.startsWith(field.path() + ".")));
  }

  public boolean at(String ownField) {
    return ownField.equals(path);
  }

  private static int row(String field) {
    int open = field.indexOf('[');
    int close = field.indexOf(']');
    return open < 0 || close < open ? 0 : Integer.parseInt(field.substring(open + 1, close)) + 1;
  }

  private static String text(InvalidInput wrong, @Nullable Field field, Wording say) {
    boolean limits = field != null && field.min() != null && field.max() != null;
    return wrong.code().equals("field.range") && field != null && limits
        ? say.text("field.between", String.valueOf(field.min()), String.valueOf(field.max()))
        : say.textOr(wrong.code(), wrong.code());
  }
}
