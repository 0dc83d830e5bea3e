package ru.fitcrm.hub.config.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Folders with a database that was started once, copied from a template: much faster than anew. */
public final class HubFolders {

  private static final Path TEMPLATE = makeTemplate();

  private HubFolders() {}

  /** Makes {@code target} a folder that has been started before. */
  public static Path copyTo(Path target) throws IOException, InterruptedException {
    Process copy =
        new ProcessBuilder("cp", "-a", TEMPLATE.toString(), target.toString()).inheritIO().start();
    if (!copy.waitFor(60, TimeUnit.SECONDS) || copy.exitValue() != 0) {
      throw new IOException("cp failed");
    }
    return target.toRealPath();
  }

  private static Path makeTemplate() {
    try {
      Path root = Files.createTempDirectory("hub-template");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
      Path data = root.resolve("data");
      EmbeddedDatabase.start(data, null).close();
      return data;
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private static void delete(Path root) {
    try {
      UnpackPrograms.deleteTree(root);
    } catch (IOException left) {
      System.err.println("Left " + root);
    }
  }
}
