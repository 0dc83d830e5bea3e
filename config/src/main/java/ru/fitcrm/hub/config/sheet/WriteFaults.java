package ru.fitcrm.hub.config.sheet;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import ru.fitcrm.hub.core.importing.ImportColumn;
import ru.fitcrm.hub.core.importing.ImportFault;
import ru.fitcrm.hub.core.importing.ImportFile;
import ru.fitcrm.hub.core.importing.ImportFiles;

/** Rows of a file that were not taken, as a table to mend and bring again: why, and the row. */
@Component
public final class WriteFaults {

  private final MessageSource messages;

  WriteFaults(MessageSource messages) {
    this.messages = messages;
  }

  /**
   * @param after some faults after the one with this id, none after the last
   */
  public void write(
      ImportFile file, HttpServletResponse response, LongFunction<List<ImportFiles.Numbered>> after)
      throws IOException {
    Locale locale = LocaleContextHolder.getLocale();
    response.setContentType("text/csv;charset=UTF-8");
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        "attachment; filename=\"import-" + file.id() + "-rejected.csv\"");
    try (SheetWriter sheet = SheetWriter.csv(response.getOutputStream())) {
      sheet.add(head(file, locale));
      List<ImportFiles.Numbered> some = after.apply(0);
      while (!some.isEmpty()) {
        for (ImportFiles.Numbered one : some) {
          sheet.add(row(one.fault(), locale));
        }
        some = after.apply(some.getLast().id());
      }
    }
  }

  private List<String> head(ImportFile file, Locale locale) {
    List<String> head = new ArrayList<>();
    for (String column : List.of("row", "field", "reason")) {
      head.add(text("import.sheet." + column, column, locale));
    }
    int index = 0;
    for (ImportColumn column : file.columns()) {
      while (index++ < column.index()) {
        head.add("");
      }
      head.add(column.header());
    }
    return head;
  }

  private List<String> row(ImportFault fault, Locale locale) {
    List<String> row = new ArrayList<>();
    row.add(Long.toString(fault.row()));
    row.add(text("import.field." + fault.field(), fault.field(), locale));
    row.add(text("import.reason." + fault.code(), fault.reason(), locale));
    row.addAll(fault.cells());
    return row;
  }

  private String text(String code, String otherwise, Locale locale) {
    return String.valueOf(messages.getMessage(code, null, otherwise, locale));
  }
}
