package ru.fitcrm.hub.config.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The generated secret key in HUB_DATA, used when HUB_SECRET_KEY is not set. */
final class KeyFile {

  private final DataFolder folder;

  KeyFile(DataFolder folder) {
    this.folder = folder;
  }

  HubKey readOrMake() {
    try {
      if (Files.exists(folder.secretKey())) {
        return read();
      }
      if (folder.hasDatabase()) {
        throw new StartRefused(
            "HUB_SECRET_KEY: "
                + folder.secretKey()
                + " is gone, and without it the connections' secrets can't be read. Put the file"
                + " back, or set HUB_SECRET_KEY to the key used before.");
      }
      HubKey key = HubKey.random();
      PrivateFile.write(folder.secretKey(), key.base64() + "\n");
      return key;
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  void bring(Path from) throws IOException {
    if (!Files.exists(folder.secretKey()) && !folder.hasDatabase()) {
      PrivateFile.write(folder.secretKey(), Files.readString(from));
    }
  }

  private HubKey read() throws IOException {
    return HubKey.parse(Files.readString(folder.secretKey()))
        .orElseThrow(
            () ->
                new StartRefused(
                    "HUB_SECRET_KEY: "
                        + folder.secretKey()
                        + " is damaged: not base64 of 32 bytes. Put back a good copy, or set"
                        + " HUB_SECRET_KEY."));
  }
}
