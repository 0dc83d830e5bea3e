package ru.fitcrm.hub.config.whole;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process of the hub costs at a moment, by the kernel and by a full collection.
 *
 * @param heapBytes of objects alive
 * @param residentBytes of memory the kernel has given it
 * @param threads of the operating system
 * @param sockets open
 */
record ProcessFacts(long heapBytes, long residentBytes, int threads, int sockets) {

  static ProcessFacts of(long pid) throws IOException {
    Path process = Path.of("/proc", Long.toString(pid));
    long heap = liveHeap(pid);
    return new ProcessFacts(
        heap,
        status(process, "VmRSS:") * 1024,
        (int) status(process, "Threads:"),
        sockets(process));
  }

  @Override
  public String toString() {
    return "heap %.1f MB, resident %d MB, %d threads, %d sockets"
        .formatted(heapBytes / 1e6, residentBytes / 1_000_000, threads, sockets);
  }

  /** Bytes of the objects alive after a full collection, which this asks for. */
  static long liveHeap(long pid) throws IOException {
    String histogram =
        new String(
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                    Long.toString(pid),
                    "GC.class_histogram")
                .start()
                .getInputStream()
                .readAllBytes(),
            StandardCharsets.UTF_8);
    String total =
        histogram.lines().filter(line -> line.startsWith("Total")).findFirst().orElseThrow();
    return Long.parseLong(total.strip().split("\\s+")[2]);
  }

  private static long status(Path process, String name) throws IOException {
    String line =
        Files.readAllLines(process.resolve("status")).stream()
            .filter(each -> each.startsWith(name))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(line.substring(name.length()).strip().split(" ")[0]);
  }

  private static int sockets(Path process) throws IOException {
    int count = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path each : open) {
        count += isSocket(each) ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }
}
