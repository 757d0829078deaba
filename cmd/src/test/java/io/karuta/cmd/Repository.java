package io.karuta.cmd;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the checkout is, for tests of what ships beside the code. */
public final class Repository {

  private Repository() {}

  /** The folder with the launcher, found upwards from where the tests run. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("conf/jvm.options"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("conf/jvm.options is in no folder above the tests");
      }
    }
    return folder;
  }
}
