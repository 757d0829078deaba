package io.karuta.admin;

import io.karuta.admin.auth.AdminException;
import io.karuta.admin.auth.CredentialFile;
import io.karuta.admin.auth.Credentials;
import io.karuta.admin.auth.FailureBrake;
import io.karuta.admin.auth.FirstCredential;
import io.karuta.admin.auth.RequestRate;
import io.karuta.pipeline.runtime.TrackerClock;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.handlers.GracefulShutdownHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xnio.OptionMap;
import org.xnio.Options;
import org.xnio.Sequence;
import org.xnio.SslClientAuthMode;

/**
 * The admin API on its own listener: TLS 1.2 and 1.3 only, and only for callers who show a
 * credential. Start and stop from one thread.
 *
 * <p>Certificate and credential are made at the first start if the configuration gives none; there
 * is no way to start without them.
 */
public final class AdminServer {

  private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
  private static final int IO_THREADS = 1;
  private static final int WORKER_THREADS = 8;
  private static final int MAX_HEADER_BYTES = 8 << 10;
  private static final int MAX_PARAMETERS = 16;

  /** Read beyond the limit, so that the caller sees the answer; then the connection is cut. */
  private static final long DRAINED_BYTES = 1 << 20;

  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);

  private final AdminConfig config;
  private final Undertow undertow;
  private final GracefulShutdownHandler running;
  private final AdminRoutes routes;

  private AdminServer(
      AdminConfig config, Undertow undertow, GracefulShutdownHandler running, AdminRoutes routes) {
    this.config = config;
    this.undertow = undertow;
    this.running = running;
    this.routes = routes;
  }

  /**
   * Opens the listener.
   *
   * @throws AdminException if the credential, the certificate or the port can't be used; then
   *     nothing listens
   */
  public static AdminServer start(AdminConfig config, AdminEnvironment environment) {
    CredentialFile file = FirstCredential.open(config.credentialFile(), config.credentialsFile());
    TrackerClock clock = environment.clock();
    Gate gate =
        new Gate(
            new Credentials(file, clock),
            new RequestRate(config.limits().maxRequestsPerSecond(), clock),
            new FailureBrake(clock),
            environment.metrics());
    SSLContext context = contextOf(config.tls(), config.clientCertificates());
    AdminRoutes routes = new AdminRoutes(config, environment);
    GracefulShutdownHandler running =
        new GracefulShutdownHandler(
            new AdminHandler(gate, routes.router(), config.limits(), environment.metrics()));
    Undertow undertow = listener(config, context, running);
    try {
      undertow.start();
    } catch (RuntimeException e) {
      undertow.stop();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new AdminException(
          "admin listener on "
              + config.address()
              + " port "
              + config.port()
              + ": "
              + cause.getMessage(),
          e);
    }
    return new AdminServer(config, undertow, running, routes);
  }

  private static SSLContext contextOf(TlsConfig tls, ClientCertificates clients) {
    try {
      return IdentityLoader.load(tls).context(IdentityLoader.authorities(clients));
    } catch (GeneralSecurityException | IOException e) {
      throw new AdminException("admin certificate: " + e, e);
    }
  }

  private static Undertow listener(
      AdminConfig config, SSLContext context, GracefulShutdownHandler running) {
    int requestMillis = Math.toIntExact(REQUEST_TIMEOUT.toMillis());
    int idleMillis = Math.toIntExact(IDLE_TIMEOUT.toMillis());
    return Undertow.builder()
        .setIoThreads(IO_THREADS)
        .setWorkerThreads(WORKER_THREADS)
        .setWorkerOption(Options.WORKER_NAME, "admin")
        .setServerOption(UndertowOptions.DECODE_URL, false)
        .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MAX_HEADER_BYTES)
        .setServerOption(UndertowOptions.MAX_PARAMETERS, MAX_PARAMETERS)
        .setServerOption(
            UndertowOptions.MAX_ENTITY_SIZE, config.limits().maxBulkBytes() + DRAINED_BYTES)
        .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, requestMillis)
        .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, idleMillis)
        .setSocketOption(Options.READ_TIMEOUT, idleMillis)
        .setSocketOption(Options.WRITE_TIMEOUT, idleMillis)
        .addListener(
            new Undertow.ListenerBuilder()
                .setType(Undertow.ListenerType.HTTPS)
                .setHost(config.address())
                .setPort(config.port())
                .setSslContext(context)
                .setOverrideSocketOptions(
                    OptionMap.create(
                        Options.SSL_ENABLED_PROTOCOLS,
                        Sequence.of("TLSv1.3", "TLSv1.2"),
                        Options.SSL_CLIENT_AUTH_MODE,
                        clientAuthentication(config.clientCertificates()))))
        .setHandler(running)
        .build();
  }

  private static SslClientAuthMode clientAuthentication(ClientCertificates config) {
    if (config.authorities().isEmpty()) {
      return SslClientAuthMode.NOT_REQUESTED;
    }
    return switch (config.mode()) {
      case REQUIRED -> SslClientAuthMode.REQUIRED;
      case WANTED -> SslClientAuthMode.REQUESTED;
    };
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) undertow.getListenerInfo().getFirst().getAddress();
  }

  /** The file with the operator's token, as long as it is kept. */
  public Path credentialFile() {
    return config.credentialFile();
  }

  /** The certificate to trust, as PEM; empty if it is in a key store of the operator. */
  public Optional<Path> certificateFile() {
    return IdentityLoader.certificateFile(config.tls());
  }

  /**
   * Reads the certificate that another configuration names, or the same once more, since it may
   * have been renewed. Changes nothing yet.
   *
   * @param next all but its certificate is left out; whose clients are let in stays
   * @return shows the certificate in the handshakes that begin after it ran
   * @throws AdminException if the certificate can't be used
   */
  public Runnable prepareCertificate(AdminConfig next) {
    SSLContext context = contextOf(next.tls(), config.clientCertificates());
    return () -> undertow.getListenerInfo().getFirst().setSslContext(context);
  }

  /** Refuses new calls, lets those in progress end for five seconds, and closes the listener. */
  public void stop() {
    running.shutdown();
    routes.close();
    try {
      if (!running.awaitShutdown(STOP_TIMEOUT.toMillis())) {
        LOG.warn("closed the admin listener while calls were in progress");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    undertow.stop();
  }
}
