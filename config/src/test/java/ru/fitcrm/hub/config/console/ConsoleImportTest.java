package ru.fitcrm.hub.config.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file on the desk to clients in the base, and back. */
class ConsoleImportTest extends InBrowser {

  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  @TempDir Path folder;

  @Test
  void aWorkbookIsMappedCheckedAndImported() throws IOException {
    club.logIn(page);
    page.navigate(club.at("/clients"));
    page.click("text=Импорт");
    shot("import-upload");
    page.setInputFiles("#import-file", workbook());
    page.click("text=Загрузить и распознать");
    assertThat(page.locator("h1")).hasText("Клиенты клуба.xlsx");
    assertThat(page.locator("#column-0")).hasValue("name");
    assertThat(page.locator("#column-1")).hasValue("phone");
    assertThat(page.locator("#column-2")).hasValue("birthDate");
    assertThat(page.locator("#column-6")).hasValue("");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    shot("import-columns");
    page.selectOption("#column-6", "comment");
    page.click("main .btn-primary");
    assertThat(page.locator("#progress")).containsText("Проверка закончена", SOON);
    assertThat(page.locator(".hub-import-added dd")).hasText("4");
    assertThat(page.locator(".hub-import-faults")).containsText("Такого номера не бывает");
    assertThat(ConsoleBrowser.barriers(page)).isEmpty();
    shot("import-check");
    page.setViewportSize(390, 844);
    shot("import-check-390");
    page.setViewportSize(1440, 900);
    page.click("#progress .btn-primary");
    assertThat(page.locator("#progress")).containsText("Импорт закончен", SOON);
    shot("import-done");
    page.navigate(club.at("/clients"));
    assertThat(page.locator("main")).containsText("Петрова Анна");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void whatIsNoTableIsSaidAndNothingIsKept() throws IOException {
    club.logIn(page);
    page.navigate(club.at("/imports"));
    page.setInputFiles("#import-file", Files.writeString(folder.resolve("a.csv"), "%PDF-1.7 …"));
    page.click("text=Загрузить и распознать");
    assertThat(page.locator("[role=alert]")).containsText("Это не таблица");
    page.setInputFiles(
        "#import-file",
        Files.write(
            folder.resolve("b.csv"),
            "Фамилия;Имя;Тел.\nПетрова;Анна;9161234567\n"
                .getBytes(Charset.forName("windows-1251"))));
    page.click("text=Загрузить и распознать");
    assertThat(page.locator("#column-0")).hasValue("lastName");
    page.setViewportSize(390, 844);
    shot("import-columns-390");
    browser.complaints();
  }

  @Test
  void clientsAreTakenAlongAsAFile() throws IOException {
    club.client("=cmd|' /C calc'!A0", "+79161234567");
    club.logIn(page);
    page.navigate(club.at("/clients"));
    page.click("summary:has-text('Экспорт')");
    shot("clients-export");
    Download csv = page.waitForDownload(() -> page.click("text=CSV"));
    List<String> lines = Files.readAllLines(csv.path());
    assertThat(lines.get(1)).contains("'=cmd").contains("916 123-45-67");
    Download xlsx = page.waitForDownload(() -> page.click("text=Excel"));
    assertThat(xlsx.suggestedFilename()).startsWith("clients-").endsWith(".xlsx");
    assertThat(Files.size(xlsx.path())).isPositive();
  }

  private Path workbook() throws IOException {
    Path file = folder.resolve("Клиенты клуба.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook book = new Workbook(out, "Test", "1.0")) {
      Worksheet sheet = book.newWorksheet("Клиенты");
      List<String> head =
          List.of("ФИО", "Телефон", "Дата рождения", "Абонемент", "Действует до", "Баланс", "Пол");
      for (int i = 0; i < head.size(); i++) {
        sheet.value(0, i, head.get(i));
      }
      row(sheet, 1, "Петрова Анна Сергеевна", 79161234567L, -1500, "ж");
      row(sheet, 2, "Иванов Пётр", 79167654321L, 0, "м");
      row(sheet, 3, "Сидорова Ольга", 79165550123L, 700, "ж");
      row(sheet, 4, "Неверный Номер", 123, 0, "м");
    }
    return file;
  }

  private static void row(
      Worksheet sheet, int row, String name, long phone, int balance, String s) {
    sheet.value(row, 0, name);
    sheet.value(row, 1, phone);
    sheet.value(row, 2, LocalDate.of(1990, 11, 20 + row));
    sheet.style(row, 2).format("dd.mm.yyyy").set();
    sheet.value(row, 3, "Годовой");
    sheet.value(row, 4, LocalDate.of(2027, 5, row));
    sheet.style(row, 4).format("dd.mm.yyyy").set();
    sheet.value(row, 5, balance);
    sheet.value(row, 6, s);
  }

  /** Pictures for people, where they are wanted. */
  private void shot(String name) {
    String pictures = System.getProperty("hub.test.pictures");
    if (pictures != null) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(pictures, name + ".png")).setFullPage(true));
    }
  }
}
