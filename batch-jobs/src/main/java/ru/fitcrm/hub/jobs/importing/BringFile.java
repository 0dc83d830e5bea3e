package ru.fitcrm.hub.jobs.importing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import ru.fitcrm.hub.core.club.Club;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.importing.ImportColumn;
import ru.fitcrm.hub.core.importing.ImportField;
import ru.fitcrm.hub.core.importing.ImportFile;
import ru.fitcrm.hub.core.importing.ImportFiles;
import ru.fitcrm.hub.core.importing.ImportLayout;
import ru.fitcrm.hub.core.platform.InvalidInput;

/** Takes a file somebody brings: looks what it is, keeps it, and proposes what its columns are. */
public final class BringFile {

  /** Bytes of the largest file. */
  public static final long MOST_BYTES = 50L << 20;

  private static final int LONGEST_NAME = 200;

  private final ClubGate gate;
  private final ImportFiles files;

  BringFile(ClubGate gate, ImportFiles files) {
    this.gate = gate;
    this.files = files;
  }

  /**
   * Keeps a file.
   *
   * @param name as its owner calls it
   * @param by who brings it
   * @throws InvalidInput of {@code file}, if it is no table the hub reads
   */
  public ImportFile bring(Club club, String name, InputStream bytes, String by) {
    try {
      Path file = Files.createTempFile("hub-import", ".tmp");
      try {
        String sha256 = save(bytes, file);
        return keep(club, clean(name), file, sha256, by);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (BadFile bad) {
      throw new InvalidInput("file", bad.code(), bad.fix());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ImportFile keep(Club club, String name, Path file, String sha256, String by)
      throws IOException {
    String format = OpenTable.format(file);
    RecogniseColumns.Recognised found =
        new RecogniseColumns(club.region()).of(file, OpenTable.guess(file, format, null));
    ImportFiles.Brought brought =
        new ImportFiles.Brought(
            name, Files.size(file), sha256, format, found.layout(), found.columns());
    return gate.inClub(
        club.clubId(),
        () -> {
          long id = files.add(brought, by);
          putParts(id, file);
          return files.get(id);
        });
  }

  private void putParts(long id, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      int number = 0;
      byte[] part = in.readNBytes(ImportFiles.PART);
      while (part.length > 0) {
        files.putPart(id, number++, part);
        part = in.readNBytes(ImportFiles.PART);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String save(InputStream bytes, Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[1 << 16];
    long size = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      int read = bytes.read(buffer);
      while (read >= 0) {
        size += read;
        if (size > MOST_BYTES) {
          throw new BadFile("file.too-large", "The file has over 50 MB: split it");
        }
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
        read = bytes.read(buffer);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  private static String clean(String name) {
    String bare = name.replaceAll("^.*[/\\\\]", "").replaceAll("\\p{Cntrl}", "").strip();
    String named = bare.isEmpty() ? "file" : bare;
    return named.length() > LONGEST_NAME ? named.substring(0, LONGEST_NAME) : named;
  }

  /** Reads another sheet of a workbook, and proposes anew what its columns are. */
  public ImportFile sheet(Club club, long id, String sheet) {
    ImportFile now = gate.inClub(club.clubId(), () -> files.get(id));
    try (KeptFile kept = KeptFile.of(gate, files, club.clubId(), id)) {
      RecogniseColumns.Recognised found =
          new RecogniseColumns(club.region())
              .of(kept.path(), OpenTable.guess(kept.path(), now.format(), sheet));
      return describe(club, id, found.layout(), found.columns());
    } catch (BadFile bad) {
      throw new InvalidInput("sheet", bad.code(), bad.fix());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Says what columns are. Columns not named stay as they are.
   *
   * @param mapping field by the column's name in the file or # and its number from 0; a null or
   *     empty one leaves the column out
   * @throws InvalidInput of {@code mapping}, if a column or field is not there or a field is twice
   */
  public ImportFile map(Club club, long id, Map<String, @Nullable String> mapping) {
    ImportFile now = gate.inClub(club.clubId(), () -> files.get(id));
    List<ImportColumn> columns = new ArrayList<>(now.columns());
    mapping.forEach(
        (column, field) -> {
          int at = indexOf(columns, column);
          ImportColumn old = columns.get(at);
          ImportField chosen = ImportField.of(field);
          columns.set(at, new ImportColumn(old.index(), old.header(), chosen, 100, old.samples()));
        });
    refuseTwice(columns);
    return describe(club, id, now.layout(), columns);
  }

  private static int indexOf(List<ImportColumn> columns, String named) {
    for (int i = 0; i < columns.size(); i++) {
      if (("#" + columns.get(i).index()).equals(named)) {
        return i;
      }
    }
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).header().equalsIgnoreCase(named.strip())) {
        return i;
      }
    }
    throw new InvalidInput(
        "mapping", "mapping.column", "mapping names a column that the file does not have");
  }

  private static void refuseTwice(List<ImportColumn> columns) {
    Set<ImportField> taken = EnumSet.noneOf(ImportField.class);
    for (ImportColumn column : columns) {
      ImportField field = column.field();
      if (field != null && !field.mayRepeat() && !taken.add(field)) {
        throw new InvalidInput(
            "mapping", "mapping.twice", "Two columns are " + field.word() + ": leave one out");
      }
    }
  }

  private ImportFile describe(Club club, long id, ImportLayout layout, List<ImportColumn> columns) {
    return gate.inClub(club.clubId(), () -> files.describe(id, layout, columns));
  }

  /**
   * Whether what the columns are said to be suffices to know anybody.
   *
   * @throws InvalidInput of {@code mapping}, if not
   */
  public static void requireSomebody(ImportFile file) {
    boolean somebody =
        file.columns().stream()
            .map(ImportColumn::field)
            .anyMatch(
                field ->
                    field == ImportField.NAME
                        || field == ImportField.LAST_NAME
                        || field == ImportField.FIRST_NAME
                        || field == ImportField.PHONE);
    if (!somebody) {
      throw new InvalidInput(
          "mapping", "mapping.nobody", "No column is a name or a phone: choose at least one");
    }
  }
}
