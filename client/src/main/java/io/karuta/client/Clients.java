package io.karuta.client;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which kinds of client may announce. Thread-safe. */
public final class Clients {

  private final Entries<Client> entries;

  Clients(Rest rest) {
    entries = new Entries<>(rest, "/v1/clients", Client.class);
  }

  /** A part of the list, by the prefixes; no filters. */
  public Page<Client> page(ListQuery query) {
    return entries.page(query);
  }

  /** The list to its end, page by page as it is read. */
  public Stream<Client> all(ListQuery query) {
    return entries.all(query);
  }

  /** A kind of client; empty if the prefix is not in the list. */
  public Optional<Client> find(String prefix) {
    return entries.read(entries.at(prefix)).map(Versioned::value);
  }

  /** Lets a kind of client announce, or renames it; as it is now. */
  public Client put(Client client) {
    return put(client, Condition.always());
  }

  /** The same on a condition. */
  public Client put(Client client, Condition condition) {
    return entries.put(entries.at(client.prefix()), client.writable(), condition);
  }

  /** Refuses a kind of client from now on; whether it was in the list. */
  public boolean delete(String prefix) {
    return entries.delete(entries.at(prefix));
  }

  /** Makes up to 10,000 changes, each for itself or all or none of them. */
  public BulkResult bulk(List<Change<Client>> changes, boolean atomic) {
    return entries.bulk(changes, atomic, Call.newKey());
  }

  /** The whole list, in short. */
  public Digest digest() {
    return entries.digest(Range.all());
  }

  /**
   * Makes the list hold these kinds of client and no others.
   *
   * @param dryRun only tells what would be done
   */
  public Reconciliation reconcile(List<Client> clients, boolean dryRun) {
    return entries.reconcile(Range.all(), clients.stream().map(Client::writable).toList(), dryRun);
  }
}
