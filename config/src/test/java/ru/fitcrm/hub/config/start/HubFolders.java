package ru.fitcrm.hub.config.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Folders with a database that was started once, copied from a template: much faster than anew. */
public final class HubFolders {

  static final Path ROOT = makeRoot();

  private HubFolders() {}

  /** Makes {@code target} a folder with an empty database. */
  public static Path copyTo(Path target) throws IOException, InterruptedException {
    return copyTemplate(Empty.DATA, target);
  }

  /** Makes {@code target} a folder a hub has run on: with its tables and its superadmin. */
  public static Path copyOfHub(Path target) throws IOException, InterruptedException {
    return copyTemplate(Started.DATA, target);
  }

  /** Copies the folder of a hub that is not running. */
  public static Path copy(Path stopped, Path target) throws IOException, InterruptedException {
    run("cp", "-a", stopped.toString(), target.toString());
    return target.toRealPath();
  }

  /** The hub's classes, as {@link HubProgram} wants them. */
  static Optional<Path> archive() {
    return Optional.of(Started.ARCHIVE).filter(Files::exists);
  }

  private static Path copyTemplate(Path template, Path target)
      throws IOException, InterruptedException {
    Path made = copy(template, target);
    // The programs never change: links are enough.
    run("cp", "-al", ROOT.resolve("bin").toString(), target.resolve("bin").toString());
    return made;
  }

  private static void run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException(String.join(" ", command) + " failed");
    }
  }

  private static Path makeRoot() {
    try {
      Path root = Files.createTempDirectory("hub-template").toRealPath();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(root)));
      return root;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void delete(Path root) {
    try {
      UnpackPrograms.deleteTree(root);
    } catch (IOException left) {
      System.err.println("Left " + root);
    }
  }

  /** A database and nothing in it. */
  private static final class Empty {

    static final Path DATA = make();

    private static Path make() {
      try {
        Path data = ROOT.resolve("empty");
        EmbeddedDatabase.start(data, null).close();
        Files.move(data.resolve("bin"), ROOT.resolve("bin"));
        return data;
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }

  /** What a hub leaves that ran for a moment. */
  private static final class Started {

    static final Path ARCHIVE = ROOT.resolve("classes.aot");
    static final Path DATA = make();

    private static Path make() {
      try {
        Path data = copyTemplate(Empty.DATA, ROOT.resolve("started"));
        HubProgram.startOnce(data, ARCHIVE);
        UnpackPrograms.deleteTree(data.resolve("bin"));
        return data;
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
