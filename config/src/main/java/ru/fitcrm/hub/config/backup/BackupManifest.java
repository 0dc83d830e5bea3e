package ru.fitcrm.hub.config.backup;

import java.time.Instant;
import java.util.List;

/**
 * What a backup holds; {@code manifest.json} of its folder, written last: a folder without it is no
 * backup.
 *
 * @param format version of this layout
 * @param schemaVersion Flyway version of the tables
 * @param serverVersion PostgreSQL it was taken from, for example {@code 17.11}
 * @param createdAt moment of the snapshot, ISO 8601
 * @param keyFingerprint of the HUB_SECRET_KEY that connection secrets in it are encrypted with
 */
record BackupManifest(
    int format,
    String schemaVersion,
    String serverVersion,
    Instant createdAt,
    String keyFingerprint,
    List<Table> tables,
    List<Partition> partitions,
    List<Sequence> sequences) {

  static final int FORMAT = 1;
  static final String FILE = "manifest.json";

  BackupManifest {
    tables = List.copyOf(tables);
    partitions = List.copyOf(partitions);
    sequences = List.copyOf(sequences);
  }

  /**
   * @param columns in the order of the file, quoted where SQL needs it
   * @param file name in the folder: PostgreSQL's text format of COPY, gzip
   * @param sha256 of the file as it is on disk, hex
   */
  record Table(String name, List<String> columns, long rows, String file, String sha256) {

    Table {
      columns = List.copyOf(columns);
    }
  }

  /**
   * @param bound as SQL, for example {@code FOR VALUES FROM (…) TO (…)}
   */
  record Partition(String name, String parent, String bound) {}

  record Sequence(String name, long lastValue, boolean called) {}
}
