package io.karuta.bench.timing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Sends attempts with wrong credentials of several kinds to a running tracker's admin API, in
 * random order, and prints whether the times of the answers tell the kinds apart.
 *
 * <p>The API slows whoever fails, by address, after five failures. So each connection comes from a
 * loopback address of its own, makes one attempt that isn't measured, and one of each kind.
 */
final class TokenTiming {

  /** Kinds that are compared with each other; at most four, see above. */
  private static final List<List<Kind>> GROUPS =
      List.of(
          List.of(Kind.MISSING, Kind.FIRST_WRONG, Kind.HALF_RIGHT, Kind.LAST_WRONG),
          List.of(Kind.KNOWN_NAME, Kind.UNKNOWN_NAME));

  private static final double WARM_UP = 0.2;
  private static final double KEPT = 0.95;

  private final int port;
  private final String token;
  private final SSLContext trust;
  private final Random random;
  private final Map<Kind, Sample> samples = new EnumMap<>(Kind.class);
  private int connections;

  private TokenTiming(int port, String token, SSLContext trust, long seed) {
    this.port = port;
    this.token = token;
    this.trust = trust;
    random = new Random(seed);
  }

  /** Port, credential file, certificate file, seconds. */
  public static void main(String[] arguments) throws Exception {
    long seed = System.nanoTime();
    TokenTiming timing =
        new TokenTiming(
            Integer.parseInt(arguments[0]),
            Files.readString(Path.of(arguments[1])).strip(),
            trusting(Path.of(arguments[2])),
            seed);
    Duration length = Duration.ofSeconds(Integer.parseInt(arguments[3]));
    timing.run(length);
    System.out.printf(
        Locale.ROOT, "seed %d, %d connections in %s%n", seed, timing.connections, length);
    GROUPS.forEach(timing::print);
  }

  private static SSLContext trusting(Path certificate)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    try (InputStream pem = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "tracker", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private void run(Duration length) throws IOException {
    long begin = System.nanoTime();
    long measured = begin + (long) (length.toNanos() * WARM_UP);
    while (System.nanoTime() - begin < length.toNanos()) {
      for (List<Kind> group : GROUPS) {
        attempt(group, System.nanoTime() > measured);
      }
    }
  }

  private void attempt(List<Kind> group, boolean counts) throws IOException {
    List<Kind> order = new ArrayList<>(group);
    Collections.shuffle(order, random);
    try (SSLSocket socket = connect()) {
      timeOf(socket, Kind.MISSING);
      for (Kind kind : order) {
        long nanos = timeOf(socket, kind);
        if (counts) {
          samples.computeIfAbsent(kind, _ -> new Sample()).add(nanos);
        }
      }
    }
  }

  private SSLSocket connect() throws IOException {
    int number = ++connections;
    byte[] own = {127, (byte) (16 + (number >> 16)), (byte) (number >> 8), (byte) number};
    SSLSocket socket = (SSLSocket) trust.getSocketFactory().createSocket();
    socket.setTcpNoDelay(true);
    socket.bind(new InetSocketAddress(InetAddress.getByAddress(own), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 10_000);
    socket.setSoTimeout(10_000);
    socket.startHandshake();
    return socket;
  }

  /** From before the request is written until the first bytes of the answer are there. */
  private long timeOf(SSLSocket socket, Kind kind) throws IOException {
    byte[] request =
        ("GET /v1/stats HTTP/1.1\r\nHost: localhost\r\n" + kind.header(token, random) + "\r\n")
            .getBytes(StandardCharsets.ISO_8859_1);
    byte[] answer = new byte[4096];
    long begin = System.nanoTime();
    socket.getOutputStream().write(request);
    int length = socket.getInputStream().read(answer);
    long nanos = System.nanoTime() - begin;
    String text = new String(answer, 0, Math.max(length, 0), StandardCharsets.ISO_8859_1);
    while (length > 0 && !isWhole(text)) {
      length = socket.getInputStream().read(answer);
      text += new String(answer, 0, Math.max(length, 0), StandardCharsets.ISO_8859_1);
    }
    if (!text.startsWith("HTTP/1.1 401 ")) {
      throw new IOException("answer: " + text.lines().findFirst() + " (expected: 401)");
    }
    return nanos;
  }

  private static boolean isWhole(String text) {
    int head = text.indexOf("\r\n\r\n");
    String length =
        text.toLowerCase(Locale.ROOT).replaceAll("(?s).*content-length: (\\d+).*", "$1");
    return head > 0 && text.length() - head - 4 >= Integer.parseInt(length);
  }

  private void print(List<Kind> group) {
    Sample all = new Sample();
    for (Kind kind : group) {
      all = all.with(samples(kind));
    }
    long most = all.quantile(KEPT);
    System.out.printf(
        Locale.ROOT,
        "%-13s %7s %10s %10s %14s%n",
        "kind",
        "times",
        "median us",
        "p95 us",
        "mean us*");
    for (Kind kind : group) {
      System.out.printf(
          Locale.ROOT,
          "%-13s %7d %10.2f %10.2f %14.3f%n",
          kind,
          samples(kind).size(),
          samples(kind).quantile(0.5) / 1e3,
          samples(kind).quantile(0.95) / 1e3,
          samples(kind).upTo(most).mean() / 1e3);
    }
    System.out.printf(Locale.ROOT, "%-27s %8s %8s %16s%n", "pair", "t", "t*", "standard error*");
    for (int i = 0; i < group.size(); i++) {
      for (int j = i + 1; j < group.size(); j++) {
        Sample a = samples(group.get(i));
        Sample b = samples(group.get(j));
        System.out.printf(
            Locale.ROOT,
            "%-27s %8.2f %8.2f %13.3f us%n",
            group.get(i) + " " + group.get(j),
            Sample.welch(a, b),
            Sample.welch(a.upTo(most), b.upTo(most)),
            Sample.error(a.upTo(most), b.upTo(most)) / 1e3);
      }
    }
    System.out.println("* without the slowest twentieth of all kinds");
  }

  private Sample samples(Kind kind) {
    return samples.getOrDefault(kind, new Sample());
  }
}
