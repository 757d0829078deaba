package io.karuta.admin.auth;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The credentials in their file: one JSON object per line, for the eyes of its owner only. A
 * running tracker reads it again when it changed. Thread-safe, over processes too: changes take
 * turns by a lock file, and the file is replaced as a whole.
 *
 * <p>All methods throw {@link AdminException} if the file can't be used; its message names the file
 * and the line.
 */
public final class CredentialFile {

  /** The credential of the first start, with every scope. */
  public static final String OPERATOR = "operator";

  /** What {@link #OPERATOR} is called by clients made for mika; nobody else can have the name. */
  public static final String ADMIN = "admin";

  private final Path file;

  /** The credentials that are, or will be, in a file. */
  public CredentialFile(Path file) {
    this.file = file;
  }

  /** Where they are. */
  public Path path() {
    return file;
  }

  /** Whether the file is there. */
  public boolean exists() {
    return Files.exists(file);
  }

  /** The credentials in the order of the file; one or more. */
  public List<StoredCredential> read() {
    try {
      if (!PrivateFiles.isPrivate(file)) {
        throw wrong("can be read by others (expected: mode 600)");
      }
      List<StoredCredential> credentials = new ArrayList<>();
      Set<String> names = new HashSet<>();
      int number = 0;
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        StoredCredential credential = CredentialLine.parse(line, file + ":" + number);
        if (!names.add(credential.name())) {
          throw wrong("line " + number + " names " + credential.name() + " again (expected: once)");
        }
        credentials.add(credential);
      }
      if (credentials.isEmpty()) {
        throw wrong("is empty (expected: one credential or more)");
      }
      return credentials;
    } catch (IOException e) {
      throw new AdminException("credentials-file: " + file + ": " + e, e);
    }
  }

  /**
   * Makes a credential.
   *
   * @param name who will use it
   * @param scopes what for; one or more
   * @param expiresSecond from when on it is refused, seconds since 1970; 0 for never
   * @return the token, which is kept nowhere
   */
  public String add(String name, Set<Scope> scopes, long expiresSecond) {
    if (!StoredCredential.isName(name) || name.equals(ADMIN)) {
      throw new AdminException(
          "credential name: '" + name + "' (expected: 1 to 64 of a-z 0-9 . _ -, and not admin)");
    }
    if (scopes.isEmpty()) {
      throw new AdminException("scopes: none (expected: some of " + Scope.texts() + ")");
    }
    String token = Token.random();
    String hash = HexFormat.of().formatHex(Token.hash(token));
    StoredCredential added = new StoredCredential(name, hash, scopes, expiresSecond);
    change(before -> {
      if (before.stream().anyMatch(credential -> credential.name().equals(name))) {
        throw new AdminException(
            "credential name: '" + name + "' is taken (expected: a new one, or remove it first)");
      }
      List<StoredCredential> after = new ArrayList<>(before);
      after.add(added);
      return after;
    });
    return token;
  }

  /**
   * Removes a credential; it is refused within a second.
   *
   * @return whether it was there
   * @throws AdminException if it is the last one, without which the tracker doesn't start
   */
  public boolean remove(String name) {
    boolean[] found = new boolean[1];
    change(before -> {
      List<StoredCredential> after =
          before.stream().filter(credential -> !credential.name().equals(name)).toList();
      found[0] = after.size() < before.size();
      if (after.isEmpty() && found[0]) {
        throw new AdminException(
            "credential: '" + name + "' is the last one (expected: add another one first)");
      }
      return after;
    });
    return found[0];
  }

  /** Sets or replaces the token of {@link #OPERATOR}, whose scopes and expiry stay. */
  void keepOperator(String token) {
    String hash = HexFormat.of().formatHex(Token.hash(token));
    change(before -> {
      List<StoredCredential> after = new ArrayList<>();
      StoredCredential operator =
          new StoredCredential(OPERATOR, hash, StoredCredential.allScopes(), 0);
      for (StoredCredential credential : before) {
        if (credential.name().equals(OPERATOR)) {
          operator =
              new StoredCredential(OPERATOR, hash, credential.scopes(), credential.expiresSecond());
        } else {
          after.add(credential);
        }
      }
      after.addFirst(operator);
      return after;
    });
  }

  /** What the credentials are after a change. */
  @FunctionalInterface
  private interface Edit {
    List<StoredCredential> apply(List<StoredCredential> before);
  }

  private synchronized void change(Edit edit) {
    try {
      Path lock = file.resolveSibling(file.getFileName() + ".lock");
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel channel =
              FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        List<StoredCredential> before = exists() ? read() : List.of();
        String lines =
            edit.apply(before).stream()
                .map(CredentialLine::format)
                .collect(Collectors.joining("\n", "", "\n"));
        PrivateFiles.write(file, lines.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new AdminException("credentials-file: " + file + ": " + e, e);
    }
  }

  private AdminException wrong(String what) {
    return new AdminException("credentials-file: " + file + " " + what);
  }
}
