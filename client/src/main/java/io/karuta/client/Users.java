package io.karuta.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who may announce, and what they have moved. Thread-safe. */
public final class Users {

  private final Rest rest;
  private final Entries<User> entries;

  Users(Rest rest) {
    this.rest = rest;
    entries = new Entries<>(rest, "/v1/users", User.class);
  }

  /**
   * A part of the list, by the site's numbers; filters {@code enabled}, {@code name_prefix}, {@code
   * passkey}.
   */
  public Page<User> page(ListQuery query) {
    return entries.page(query);
  }

  /** The list to its end, page by page as it is read; filters as for {@link #page}. */
  public Stream<User> all(ListQuery query) {
    return entries.all(query);
  }

  /** A user; empty if there is none. */
  public Optional<User> find(long userId) {
    return read(userId).map(Versioned::value);
  }

  /** A user, to be changed if they are still the same; empty if there is none. */
  public Optional<Versioned<User>> read(long userId) {
    return entries.read(entries.at(userId));
  }

  /** Adds a user, or replaces all but the totals; as they are now. */
  public User put(User user) {
    return put(user, Condition.always());
  }

  /** Adds or replaces a user on a condition; as they are now. */
  public User put(User user, Condition condition) {
    return entries.put(entries.at(user.userId()), user.writable(), condition);
  }

  /** Changes some of a user; as they are now, empty if there is none. */
  public Optional<User> patch(long userId, UserPatch patch) {
    return patch(userId, patch, Condition.always());
  }

  /** Changes some of a user on a condition; as they are now, empty if there is none. */
  public Optional<User> patch(long userId, UserPatch patch, Condition condition) {
    return entries.patch(entries.at(userId), patch.patch(), condition);
  }

  /** Removes a user; whether there was one. */
  public boolean delete(long userId) {
    return entries.delete(entries.at(userId));
  }

  /** What a user has moved. */
  public Versioned<UserTotals> totals(long userId) {
    return totals(rest.send(Call.get(totalsOf(userId))));
  }

  /**
   * Adds to a user's totals; no announce in between is lost. Tried again where the answer is lost,
   * and added once all the same.
   *
   * @param by may be negative; refused as a whole if any total would be below 0
   * @return the totals now
   */
  public UserTotals increase(long userId, UserTotals by) {
    return increase(userId, by, Call.newKey());
  }

  /** The same with a key of one's own: with the same key it is added once, also tomorrow. */
  public UserTotals increase(long userId, UserTotals by, String key) {
    return totals(rest.send(Call.keyed("POST", totalsOf(userId) + "/increase", by, key))).value();
  }

  /**
   * Sets a user's totals if no announce has changed them since they were read.
   *
   * @return the totals now
   * @throws KarutaException with status 412 if one has
   */
  public UserTotals replace(long userId, Versioned<UserTotals> read, UserTotals next) {
    Call call = Call.put(totalsOf(userId), next, Condition.ifUnchanged(read));
    return totals(rest.send(call)).value();
  }

  private static Versioned<UserTotals> totals(Rest.Answer answer) {
    return answer.versioned(Json.kind(UserTotals.class));
  }

  private String totalsOf(long userId) {
    return entries.at(userId) + "/totals";
  }

  /** What a user has moved of each torrent, a part of the list; no filters. */
  public Page<HistoryItem> history(long userId, ListQuery query) {
    return rest.send(Call.get(entries.at(userId) + "/history" + query.encoded()))
        .as(Json.pageOf(HistoryItem.class));
  }

  /** A user's peers in all swarms. */
  public List<Peer> peers(long userId) {
    return rest.send(Call.get(peersOf(userId))).as(Json.pageOf(Peer.class)).items();
  }

  /** Removes a user's peers that were silent for so long; how many there were. */
  public int flush(long userId, Duration silent) {
    Call call = Call.delete(peersOf(userId) + "?idle_seconds=" + silent.toSeconds());
    return rest.send(call).as(Json.kind(Removed.class)).removed();
  }

  private String peersOf(long userId) {
    return entries.at(userId) + "/peers";
  }

  /**
   * Notes what becomes of a user's announces from now on.
   *
   * @param announces how many of the last ones are kept
   * @param duration after which the trace ends
   */
  public void trace(long userId, int announces, Duration duration) {
    Map<String, Object> body = Map.of("announces", announces, "seconds", duration.toSeconds());
    rest.send(Call.put(traceOf(userId), body, Condition.always()));
  }

  /** What a trace has noted, the latest first; empty if the user is not traced. */
  public Optional<List<TracedAnnounce>> traced(long userId) {
    try {
      return Optional.of(
          rest.send(Call.get(traceOf(userId))).as(Json.pageOf(TracedAnnounce.class)).items());
    } catch (KarutaException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Ends a trace; whether there was one. */
  public boolean endTrace(long userId) {
    return entries.delete(traceOf(userId));
  }

  private String traceOf(long userId) {
    return entries.at(userId) + "/trace";
  }

  /** Makes up to 10,000 changes, each for itself or all or none of them. */
  public BulkResult bulk(List<Change<User>> changes, boolean atomic) {
    return bulk(changes, atomic, Call.newKey());
  }

  /** The same with a key of one's own: with the same key it is done once, also tomorrow. */
  public BulkResult bulk(List<Change<User>> changes, boolean atomic, String key) {
    return entries.bulk(changes, atomic, key);
  }

  /** What the tracker holds of a range, in short. */
  public Digest digest(Range range) {
    return entries.digest(range);
  }

  /** Whether the tracker holds of a range what a digest of the site's says. */
  public boolean inStep(Range range, String sha256) {
    return entries.inStep(range, sha256);
  }

  /**
   * Makes the tracker hold these users of a range and no others; totals stay.
   *
   * @param dryRun only tells what would be done
   */
  public Reconciliation reconcile(Range range, List<User> users, boolean dryRun) {
    return entries.reconcile(range, users.stream().map(User::writable).toList(), dryRun);
  }
}
