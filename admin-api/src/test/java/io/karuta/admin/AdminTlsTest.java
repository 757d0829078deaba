package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.admin.auth.AdminException;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The listener's certificate and protocol versions. */
class AdminTlsTest {

  private static final int HANDSHAKE = 0x16;
  private static final int ALERT = 0x15;
  private static final int PROTOCOL_VERSION = 70;

  @TempDir private static Path shared;
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void speaks(String version) throws IOException {
    AdminServer server = start(AdminFixture.config(shared));
    try {
      Path certificate = server.certificateFile().orElseThrow();
      int port = server.address().getPort();
      try (SSLSocket socket =
          (SSLSocket)
              AdminFixture.trusting(certificate)
                  .getSocketFactory()
                  .createSocket("127.0.0.1", port)) {
        socket.setEnabledProtocols(new String[] {version});
        socket.startHandshake();

        assertThat(socket.getSession().getProtocol()).isEqualTo(version);
      }
    } finally {
      server.stop();
    }
  }

  @Test
  void refusesTlsOneOne() throws IOException {
    AdminServer server = start(AdminFixture.config(shared));
    try {
      byte[] refused = answerToHello(server, 0x0302);
      byte[] welcome = answerToHello(server, 0x0303);

      assertThat(refused[0]).isEqualTo((byte) ALERT);
      assertThat(refused[6]).isEqualTo((byte) PROTOCOL_VERSION);
      assertThat(welcome[0]).as("the same hello of 1.2").isEqualTo((byte) HANDSHAKE);
    } finally {
      server.stop();
    }
  }

  @Test
  void makesACertificateForTheNamesOfThisMachine() throws Exception {
    SelfSignedCertificate made = new SelfSignedCertificate(folder.resolve("admin"));

    made.makeIfAbsent();

    X509Certificate certificate =
        PemFormat.certificates(Files.readAllBytes(made.certificateFile())).getFirst();
    assertThat(certificate.getSubjectAlternativeNames())
        .map(name -> name.get(1).toString())
        .containsExactlyInAnyOrder("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(certificate.getPublicKey().getAlgorithm()).isEqualTo("EC");
    certificate.verify(certificate.getPublicKey());
  }

  @Test
  void keepsTheKeyForItsOwnerAndTheCertificateForAll() throws IOException {
    SelfSignedCertificate made = new SelfSignedCertificate(folder);

    made.makeIfAbsent();

    assertThat(permissions(made.privateKeyFile())).isEqualTo("rw-------");
    assertThat(permissions(made.certificateFile())).isEqualTo("rw-r--r--");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(made.privateKeyFile(), made.certificateFile());
    }
  }

  @Test
  void usesTheSameCertificateAtTheSecondStart() throws IOException {
    start(AdminFixture.config(shared)).stop();
    byte[] first = Files.readAllBytes(shared.resolve("certificate.pem"));

    start(AdminFixture.config(shared)).stop();

    assertThat(Files.readAllBytes(shared.resolve("certificate.pem"))).isEqualTo(first);
  }

  @Test
  void makesBothFilesAgainWhenTheCertificateIsGone() throws IOException {
    SelfSignedCertificate made = new SelfSignedCertificate(folder);
    made.makeIfAbsent();
    byte[] key = Files.readAllBytes(made.privateKeyFile());
    Files.delete(made.certificateFile());

    assertThat(IdentityLoader.load(new TlsConfig.SelfSigned(folder))).isNotNull();

    assertThat(Files.readAllBytes(made.privateKeyFile())).isNotEqualTo(key);
  }

  @Test
  void doesNotStartWithACertificateWithoutItsKey() throws IOException {
    SelfSignedCertificate made = new SelfSignedCertificate(folder);
    made.makeIfAbsent();
    Files.delete(made.privateKeyFile());

    assertThatThrownBy(() -> IdentityLoader.load(new TlsConfig.SelfSigned(folder)))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("private-key: " + made.privateKeyFile());
  }

  @Test
  void doesNotStartWithTheKeyOfAnotherCertificate() {
    SelfSignedCertificate one = new SelfSignedCertificate(folder.resolve("one"));
    SelfSignedCertificate other = new SelfSignedCertificate(folder.resolve("other"));
    one.makeIfAbsent();
    other.makeIfAbsent();

    assertThatThrownBy(() ->
            IdentityLoader.load(
                new TlsConfig.PemFiles(one.certificateFile(), other.privateKeyFile())))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("expected: the key that the certificate is for");
  }

  @Test
  void saysHowToConvertAKeyOfAnotherForm() throws IOException {
    start(AdminFixture.config(shared)).stop();
    Path key = folder.resolve("legacy.pem");
    Files.writeString(key, "-----BEGIN EC PRIVATE KEY-----\nAA==\n-----END EC PRIVATE KEY-----\n");

    assertThatThrownBy(() ->
            IdentityLoader.load(new TlsConfig.PemFiles(shared.resolve("certificate.pem"), key)))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("openssl pkcs8 -topk8");
  }

  @Test
  void doesNotStartWithADamagedCertificate() throws IOException {
    Path certificate = Files.writeString(folder.resolve("c.pem"), "no certificate");

    assertThatThrownBy(() -> IdentityLoader.load(new TlsConfig.PemFiles(certificate, certificate)))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("certificate: " + certificate);
  }

  @Test
  void takesAKeyStore() throws Exception {
    start(AdminFixture.config(shared)).stop();
    ServerIdentity identity = IdentityLoader.load(new TlsConfig.SelfSigned(shared));
    Path file = folder.resolve("store.p12");
    char[] password = "secret-password".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "x", identity.privateKey(), password, identity.certificates().toArray(Certificate[]::new));
    try (var output = Files.newOutputStream(file)) {
      store.store(output, password);
    }

    TlsConfig config = new TlsConfig.KeyStoreFile(file, "secret-password");

    assertThat(IdentityLoader.load(config).certificates()).isEqualTo(identity.certificates());
    assertThat(IdentityLoader.certificateFile(config)).isEmpty();
    assertThat(config.toString()).doesNotContain("secret-password");
    assertThatThrownBy(() -> IdentityLoader.load(new TlsConfig.KeyStoreFile(file, "wrong")))
        .isInstanceOf(AdminException.class)
        .hasMessageContaining("keystore: " + file);
  }

  @Test
  void showsARenewedCertificateWhileItRuns() throws Exception {
    AdminConfig config = AdminFixture.config(folder);
    AdminServer server = start(config);
    try {
      int port = server.address().getPort();
      Path certificate = server.certificateFile().orElseThrow();
      SSLContext before = AdminFixture.trusting(certificate);
      SelfSignedCertificate made = new SelfSignedCertificate(certificate.getParent());
      Files.delete(certificate);
      Files.delete(made.privateKeyFile());
      Runnable renewal = server.prepareCertificate(config);
      shakeHands(before, port);

      renewal.run();

      shakeHands(AdminFixture.trusting(certificate), port);
      assertThatThrownBy(() -> shakeHands(before, port)).isInstanceOf(IOException.class);
    } finally {
      server.stop();
    }
  }

  private static void shakeHands(SSLContext client, int port) throws IOException {
    try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.startHandshake();
    }
  }

  /** The first record that the server sends after a hello that offers one version at most. */
  private static byte[] answerToHello(AdminServer server, int version) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(hello(version));
      InputStream input = socket.getInputStream();
      return input.readNBytes(7);
    }
  }

  /** RFC 5246 section 7.4.1.2, with suites that 1.1 has and one that 1.2 has. */
  private static byte[] hello(int version) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(shorts(version));
    body.writeBytes(new byte[32]); // random
    body.write(0); // session id
    body.writeBytes(shorts(6, 0xc02b, 0xc009, 0xc013));
    body.writeBytes(new byte[] {1, 0}); // no compression
    byte[] groups = shorts(0x000a, 4, 2, 0x0017);
    byte[] signatures = shorts(0x000d, 4, 2, 0x0403);
    body.writeBytes(shorts(groups.length + signatures.length));
    body.writeBytes(groups);
    body.writeBytes(signatures);
    ByteArrayOutputStream record = new ByteArrayOutputStream();
    record.write(HANDSHAKE);
    record.writeBytes(shorts(0x0301, body.size() + 4));
    record.write(1); // client hello
    record.write(0);
    record.writeBytes(shorts(body.size()));
    record.writeBytes(body.toByteArray());
    return record.toByteArray();
  }

  private static byte[] shorts(int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return bytes.array();
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private static AdminServer start(AdminConfig config) {
    return AdminServer.start(
        config, AdminFixture.environment(new FakeRegistry(), ModelPeerStore.create()));
  }
}
