package io.karuta.admin.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it at a start that there are credentials: the first one makes {@code operator}, whose
 * token is left in a file for the people on this machine. While that file is there, what it says is
 * the operator's token; it may be deleted once the token is kept elsewhere.
 */
public final class FirstCredential {

  private static final Logger LOG = LoggerFactory.getLogger(FirstCredential.class);

  private FirstCredential() {}

  /**
   * Opens the credentials, made anew if there are none.
   *
   * @param tokenFile the operator's token in plain text
   * @throws AdminException if either file can't be used or can be read by others
   */
  public static CredentialFile open(Path tokenFile, Path credentialsFile) {
    CredentialFile credentials = new CredentialFile(credentialsFile);
    if (!credentials.exists()) {
      credentials.keepOperator(readToken(tokenFile).orElseGet(() -> makeToken(tokenFile)));
      return credentials;
    }
    Optional<String> token = readToken(tokenFile);
    Optional<StoredCredential> operator =
        credentials.read().stream()
            .filter(credential -> credential.name().equals(CredentialFile.OPERATOR))
            .findFirst();
    if (token.isPresent() && operator.isPresent() && !isOf(operator.get(), token.get())) {
      credentials.keepOperator(token.get());
      LOG.info("the operator's credential is now the one of {}", tokenFile);
    }
    return credentials;
  }

  private static boolean isOf(StoredCredential credential, String token) {
    return MessageDigest.isEqual(HexFormat.of().parseHex(credential.sha256()), Token.hash(token));
  }

  private static String makeToken(Path file) {
    String token = Token.random();
    try {
      PrivateFiles.write(file, (token + "\n").getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new AdminException("credential-file: " + file + ": " + e, e);
    }
    return token;
  }

  private static Optional<String> readToken(Path file) {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      if (!PrivateFiles.isPrivate(file)) {
        throw new AdminException(
            "credential-file: " + file + " can be read by others (expected: mode 600)");
      }
      String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      if (!Token.isToken(text)) {
        throw new AdminException(
            "credential-file: " + file + " (expected: " + Token.EXPECTED + ")");
      }
      return Optional.of(text);
    } catch (IOException e) {
      throw new AdminException("credential-file: " + file + ": " + e, e);
    }
  }
}
