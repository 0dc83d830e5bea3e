package ru.fitcrm.hub.core.sync;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes values in the text format of PostgreSQL's COPY: tabs between, a line a row. */
final class CopyText {

  private final StringBuilder out;
  private boolean lineStarted;

  CopyText(StringBuilder out) {
    this.out = out;
  }

  CopyText put(@Nullable Object value) {
    if (lineStarted) {
      out.append('\t');
    }
    lineStarted = true;
    switch (value) {
      case null -> out.append("\\N");
      case Boolean flag -> out.append(flag ? 't' : 'f');
      case BigDecimal number -> out.append(number.toPlainString());
      case List<?> list -> array(list);
      case String text -> escape(text);
      default -> out.append(value);
    }
    return this;
  }

  void endLine() {
    out.append('\n');
    lineStarted = false;
  }

  /** Of plain words that need no quoting, such as numbers in E.164. */
  private void array(List<?> list) {
    out.append('{');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      out.append('"').append(list.get(i)).append('"');
    }
    out.append('}');
  }

  private void escape(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> out.append("\\\\");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        default -> out.append(c);
      }
    }
  }
}
