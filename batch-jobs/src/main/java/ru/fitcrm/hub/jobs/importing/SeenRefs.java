package ru.fitcrm.hub.jobs.importing;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;
import ru.fitcrm.hub.core.importing.FileRef;

/** Refs a file has told so far, by eight bytes each: half a million fit into memory. */
final class SeenRefs {

  private final Set<Long> seen = new HashSet<>();

  boolean isNew(String ref) {
    return seen.add(ByteBuffer.wrap(FileRef.hash(ref)).getLong());
  }
}
