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
    run("cp", "-a", TEMPLATE.toString(), target.toString());
    // The programs never change: links are enough.
    run("cp", "-al", TEMPLATE + ".bin", target.resolve("bin").toString());
    return target.toRealPath();
  }

  /** Copies the folder of a hub that is not running. */
  public static Path copy(Path stopped, Path target) throws IOException, InterruptedException {
    run("cp", "-a", stopped.toString(), target.toString());
    return target.toRealPath();
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  private static Path makeTemplate() {
    try {
      Path root = Files.createTempDirectory("hub-template");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
      Path data = root.resolve("data");
      EmbeddedDatabase.start(data, null).close();
      Files.move(data.resolve("bin"), root.resolve("data.bin"));
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
