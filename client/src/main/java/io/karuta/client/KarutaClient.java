package io.karuta.client;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * The admin API of one tracker. Thread-safe; calls wait for their answer, so share one client and
 * call it from as many threads as you like.
 *
 * {@snippet file="io/karuta/client/ClientExample.java" region="example"}
 *
 * <p><b>Attempts.</b> A call is tried again, with a pause that doubles from 100 ms to 10 s, where
 * it can't be done twice: when no connection was made, when the tracker said that nothing was
 * changed (429, and 503 when its database failed), and when the answer was lost of a call that
 * reads, replaces unconditionally, or carries an idempotency key. Patches, increments, bulk changes
 * and reconciliations carry one always. A lost answer to any other change is told: look before you
 * repeat it.
 *
 * <p><b>Failures.</b> Every method throws {@link KarutaException} if the tracker refuses, can't be
 * reached, or answers nonsense. Where a missing entry is an answer, the method says so.
 */
public final class KarutaClient implements AutoCloseable {

  static final String READY = "/readyz";

  private static final int NOT_READY = 503;
  private static final int RELOAD_REFUSED = 409;

  private final Rest rest;
  private final Torrents torrents;
  private final Users users;
  private final Clients clients;
  private final Tokens tokens;
  private final Counts counts;

  private KarutaClient(Rest rest) {
    this.rest = rest;
    torrents = new Torrents(rest);
    users = new Users(rest);
    clients = new Clients(rest);
    tokens = new Tokens(rest);
    counts = new Counts(rest);
  }

  /**
   * A client; connects with the first call.
   *
   * @throws IllegalArgumentException if the certificate file can't be read
   */
  public static KarutaClient of(ClientConfig config) {
    return of(config, Thread::sleep, Rest.MAX_SILENCE);
  }

  static KarutaClient of(ClientConfig config, Pause pause, Duration maxSilence) {
    return new KarutaClient(new Rest(config, pause, maxSilence));
  }

  /** Where the API is. */
  public URI url() {
    return rest.url();
  }

  /** Which torrents may be announced. */
  public Torrents torrents() {
    return torrents;
  }

  /** Who may announce. */
  public Users users() {
    return users;
  }

  /** With which clients. */
  public Clients clients() {
    return clients;
  }

  /** Better credit for single users on single torrents. */
  public Tokens tokens() {
    return tokens;
  }

  /** How the swarms are. */
  public Counts counts() {
    return counts;
  }

  /** The tracker in numbers. */
  public Stats stats() {
    return rest.send(Call.get("/v1/stats")).as(Json.kind(Stats.class));
  }

  /** What can be changed while the tracker runs, as it is now. */
  public Settings settings() {
    return rest.send(Call.get("/v1/settings")).as(Json.kind(Settings.class));
  }

  /** Changes settings; the next announce sees it. They stay over restarts. */
  public Settings changeSettings(SettingsPatch patch) {
    return rest.send(Call.keyed("PATCH", "/v1/settings", patch.patch().fields(), Call.newKey()))
        .as(Json.kind(Settings.class));
  }

  /** The configuration in effect, as HOCON; secrets are masked. */
  public String config() {
    return rest.send(Call.get("/v1/config")).text();
  }

  /** Makes the tracker read its configuration file again. */
  public ReloadResult reload() {
    return rest.send(
            Call.keyed("POST", "/v1/config/reload", Map.of(), Call.newKey()), RELOAD_REFUSED)
        .as(Json.kind(ReloadResult.class));
  }

  /** Whether the tracker can do its work; needs no credential. */
  public Health health() {
    return rest.send(Call.get(READY), NOT_READY).as(Json.kind(Health.class));
  }

  /** All metrics in the text format of Prometheus. */
  public String metrics() {
    return rest.send(Call.get("/metrics")).text();
  }

  /** Ends calls in progress, and the streams of events. */
  @Override
  public void close() {
    rest.close();
  }
}
