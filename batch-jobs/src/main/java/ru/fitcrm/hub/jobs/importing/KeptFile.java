package ru.fitcrm.hub.jobs.importing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import ru.fitcrm.hub.core.club.ClubGate;
import ru.fitcrm.hub.core.club.ClubId;
import ru.fitcrm.hub.core.importing.ImportFiles;

/**
 * A kept file, on this node's disk for as long as it is read: a workbook is read here and there.
 */
record KeptFile(Path path) implements AutoCloseable {

  static KeptFile of(ClubGate gate, ImportFiles files, ClubId club, long id) throws IOException {
    Path path = Files.createTempFile("hub-import", ".tmp");
    KeptFile kept = new KeptFile(path);
    try (OutputStream out = Files.newOutputStream(path)) {
      int number = 0;
      Optional<byte[]> part = gate.inClub(club, () -> files.part(id, 0));
      while (part.isPresent()) {
        out.write(part.get());
        int next = ++number;
        part = gate.inClub(club, () -> files.part(id, next));
      }
      return kept;
    } catch (RuntimeException | IOException e) {
      kept.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(path);
  }
}
