package io.karuta.admin.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files for the eyes of their owner only. */
public final class PrivateFiles {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFiles() {}

  /**
   * Writes a file that nobody else can read, at no moment. It is there with all its bytes or not at
   * all.
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    writeWith(OWNER_ONLY, file, bytes);
  }

  /** Writes a file that everybody can read; there with all its bytes or not at all. */
  public static void writePublic(Path file, byte[] bytes) throws IOException {
    writeWith(PosixFilePermissions.fromString("rw-r--r--"), file, bytes);
  }

  private static void writeWith(Set<PosixFilePermission> permissions, Path file, byte[] bytes)
      throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null) {
      throw new IOException(file + ": not a file");
    }
    Files.createDirectories(folder);
    // Made for the owner only, whatever comes later.
    Path half = Files.createTempFile(folder, ".new-", "");
    try {
      Files.write(half, bytes);
      Files.setPosixFilePermissions(half, permissions);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  /**
   * Whether only its owner can read and write a file.
   *
   * @throws IOException if there is no such file
   */
  public static boolean isPrivate(Path file) throws IOException {
    return OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file));
  }
}
