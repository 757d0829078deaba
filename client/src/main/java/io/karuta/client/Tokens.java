package io.karuta.client;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Better credit for single users on single torrents. Thread-safe. */
public final class Tokens {

  private final Entries<Token> entries;

  Tokens(Rest rest) {
    entries = new Entries<>(rest, "/v1/tokens", Token.class);
  }

  /** A part of the list, by user and torrent; filters {@code user_id}, {@code torrent_id}. */
  public Page<Token> page(ListQuery query) {
    return entries.page(query);
  }

  /** The list to its end, page by page as it is read; filters as for {@link #page}. */
  public Stream<Token> all(ListQuery query) {
    return entries.all(query);
  }

  /** A token; empty if there is none. */
  public Optional<Token> find(long userId, long torrentId) {
    return entries.read(entries.at(userId, torrentId)).map(Versioned::value);
  }

  /** Gives a token, or replaces it; as it is now. */
  public Token put(Token token) {
    return entries.put(
        entries.at(token.userId(), token.torrentId()), token.writable(), Condition.always());
  }

  /** Takes a token away; whether there was one. */
  public boolean delete(long userId, long torrentId) {
    return entries.delete(entries.at(userId, torrentId));
  }

  /** Makes up to 10,000 changes, each for itself or all or none of them. */
  public BulkResult bulk(List<Change<Token>> changes, boolean atomic) {
    return entries.bulk(changes, atomic, Call.newKey());
  }

  /** What the tracker holds of a range of users, in short. */
  public Digest digest(Range users) {
    return entries.digest(users);
  }

  /**
   * Makes the tracker hold these tokens of a range of users and no others.
   *
   * @param dryRun only tells what would be done
   */
  public Reconciliation reconcile(Range users, List<Token> tokens, boolean dryRun) {
    return entries.reconcile(users, tokens.stream().map(Token::writable).toList(), dryRun);
  }
}
