package io.karuta.cmd;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** Which Karuta this is. */
final class Version implements IVersionProvider {

  /** Made by picocli. */
  Version() {}

  /** The version in the jar's manifest; "development" when run from loose class files. */
  static String text() {
    return "karuta "
        + Objects.requireNonNullElse(
            Main.class.getPackage().getImplementationVersion(), "development");
  }

  @Override
  public String[] getVersion() {
    return new String[] {text()};
  }
}
