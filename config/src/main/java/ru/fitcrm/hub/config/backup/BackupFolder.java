package ru.fitcrm.hub.config.backup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import ru.fitcrm.hub.config.start.HubKey;
import ru.fitcrm.hub.config.start.PrivateFile;
import ru.fitcrm.hub.config.start.StartRefused;

/** A backup's folder on disk. */
record BackupFolder(Path root) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** A new folder to write to, or an empty one. */
  static BackupFolder empty(Path path) throws IOException {
    if (!Files.exists(path)) {
      Files.createDirectories(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    try (Stream<Path> content = Files.list(path)) {
      if (content.findAny().isPresent()) {
        throw new StartRefused("DIR: " + path + " is not empty. Name a new folder for the backup.");
      }
    }
    return new BackupFolder(path);
  }

  /** A complete backup, every file as it was written. */
  static BackupFolder checked(Path path) throws IOException {
    BackupFolder folder = new BackupFolder(path);
    if (!Files.exists(folder.manifestFile())) {
      throw new StartRefused(
          "DIR: "
              + path
              + " holds no finished backup (no "
              + BackupManifest.FILE
              + "). Name the folder of a backup that ended well.");
    }
    for (BackupManifest.Table table : folder.manifest().tables()) {
      folder.check(table);
    }
    return folder;
  }

  private void check(BackupManifest.Table table) throws IOException {
    if (!Files.exists(file(table)) || !sha256(file(table)).equals(table.sha256())) {
      throw new StartRefused(
          "DIR: "
              + file(table)
              + " is missing or damaged (its SHA-256 is not the manifest's). Nothing was changed."
              + " Take another copy of the backup.");
    }
  }

  Path file(BackupManifest.Table table) {
    Path file = root.resolve(table.file()).normalize();
    if (!root.normalize().equals(file.getParent())) {
      throw new StartRefused("DIR: the manifest names a file outside the folder: " + table.file());
    }
    return file;
  }

  BackupManifest manifest() throws IOException {
    try {
      BackupManifest manifest = JSON.readValue(manifestFile().toFile(), BackupManifest.class);
      if (manifest.format() == BackupManifest.FORMAT) {
        return manifest;
      }
      throw new StartRefused(
          "DIR: the backup has format "
              + manifest.format()
              + ", this hub reads "
              + BackupManifest.FORMAT
              + ". Restore it with the hub version that made it.");
    } catch (JsonProcessingException damaged) {
      throw new StartRefused(
          "DIR: " + manifestFile() + " is damaged. Take another copy of the backup.", damaged);
    }
  }

  void finish(BackupManifest manifest) throws IOException {
    PrivateFile.write(manifestFile(), JSON.writeValueAsString(manifest) + "\n");
  }

  Path keyFile() {
    return root.resolve("secret.key");
  }

  void keep(HubKey key) throws IOException {
    PrivateFile.write(keyFile(), key.base64() + "\n");
  }

  private Path manifestFile() {
    return root.resolve(BackupManifest.FILE);
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    try (InputStream stream = new DigestInputStream(Files.newInputStream(file), digest)) {
      stream.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
