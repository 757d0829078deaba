package io.karuta.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karuta.admin.auth.AdminException;
import io.karuta.admin.auth.PrivateFiles;
import io.karuta.testkit.FakeRegistry;
import io.karuta.testkit.store.ModelPeerStore;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminServerTest {

  @TempDir private static Path folder;

  @Test
  void tellsWhatAStartBannerShows() {
    AdminServer server = start(AdminFixture.config(folder));
    try {
      assertThat(server.address().getAddress().isLoopbackAddress()).isTrue();
      assertThat(server.address().getPort()).isPositive();
      assertThat(server.credentialFile()).isEqualTo(folder.resolve("credential"));
      assertThat(server.certificateFile()).contains(folder.resolve("certificate.pem"));
    } finally {
      server.stop();
    }
  }

  @Test
  void listensNoMoreOnceStopped() {
    AdminServer server = start(AdminFixture.config(folder));
    int port = server.address().getPort();

    server.stop();

    assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void saysWhichPortIsTaken() {
    AdminServer first = start(AdminFixture.config(folder));
    try {
      AdminConfig config = AdminFixture.config(folder);
      int port = first.address().getPort();
      AdminConfig same =
          new AdminConfig(
              config.address(),
              port,
              config.credentialFile(),
              config.credentialsFile(),
              config.tls(),
              config.clientCertificates(),
              config.limits(),
              config.hitAndRun());

      assertThatThrownBy(() -> start(same))
          .isInstanceOf(AdminException.class)
          .hasMessageContaining("127.0.0.1 port " + port);
    } finally {
      first.stop();
    }
  }

  @Test
  void neverStartsOpen(@TempDir Path own) throws IOException {
    Path credential = own.resolve("credential");
    PrivateFiles.write(credential, new byte[0]);
    AdminConfig config = AdminFixture.config(own);

    assertThatThrownBy(() -> start(config)).isInstanceOf(AdminException.class);

    Files.writeString(credential, "a".repeat(64));
    Files.setPosixFilePermissions(credential, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> start(config)).isInstanceOf(AdminException.class);
  }

  private static AdminServer start(AdminConfig config) {
    return AdminServer.start(
        config, AdminFixture.environment(new FakeRegistry(), ModelPeerStore.create()));
  }
}
