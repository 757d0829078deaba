package io.karuta.cmd;

import java.nio.file.Path;

/** The folder that holds the launcher: what relative paths of the configuration are relative to. */
final class Home {

  private Home() {}

  /** The launcher's folder; the working directory if the program was started without it. */
  static Path folder() {
    return Path.of(System.getProperty("karuta.home", "")).toAbsolutePath().normalize();
  }
}
