package ru.fitcrm.hub.jobs.importing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Refuses workbooks that unpack to far more than a list of clients is. What their headers say is
 * not believed: they are unpacked and counted.
 */
final class RefuseBombs {

  private static final int MOST_ENTRIES = 5000;

  private final long most;
  private final long mostTexts;

  /**
   * @param most bytes of everything unpacked
   * @param mostTexts bytes of the table of texts, which is kept in memory
   */
  RefuseBombs(long most, long mostTexts) {
    this.most = most;
    this.mostTexts = mostTexts;
  }

  void look(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MOST_ENTRIES) {
        throw tooLarge();
      }
      long left = most;
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        boolean texts = entry.getName().endsWith("sharedStrings.xml");
        left -= count(zip, entry, texts ? Math.min(left, mostTexts) : left);
      }
      if (zip.getEntry("[Content_Types].xml") == null) {
        throw new BadFile("file.unknown", "The file is neither a CSV table nor an .xlsx workbook");
      }
    } catch (ZipException e) {
      throw new BadFile(
          "file.xlsx-broken", "The workbook is damaged: save it anew as .xlsx or as CSV", e);
    }
  }

  private static long count(ZipFile zip, ZipEntry entry, long most) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    try (InputStream in = zip.getInputStream(entry)) {
      int read;
      while ((read = in.read(buffer)) >= 0) {
        size += read;
        if (size > most) {
          throw tooLarge();
        }
      }
    }
    return size;
  }

  private static BadFile tooLarge() {
    return new BadFile(
        "file.bomb",
        "The workbook unpacks to more than the hub reads: leave one sheet, without pictures");
  }
}
