package io.karuta.admin;

import io.karuta.pipeline.bittorrent.PeerId;
import io.karuta.pipeline.registry.Client;
import io.karuta.pipeline.registry.Registry;
import java.util.concurrent.locks.Lock;

/** {@code POST /api/whitelist}: lets a kind of client in; one that is there is left as is. */
final class WhitelistRoute implements AdminRoute {

  private final Registry registry;
  private final Lock changes;

  /**
   * The route.
   *
   * @param changes held from looking something up until changing it
   */
  WhitelistRoute(Registry registry, Lock changes) {
    this.registry = registry;
    this.changes = changes;
  }

  @Override
  public Reply answer(AdminCall call) throws RefusedException {
    JsonFields fields = JsonFields.parse(call.body());
    String prefix =
        fields.text(
            "prefix",
            "1 to " + PeerId.LENGTH_BYTES + " characters of printable ASCII",
            WhitelistRoute::isPrefix);
    String name = fields.name("client", 0);
    fields.check();
    Client client = new Client(prefix, name);
    changes.lock();
    try {
      if (isKnown(client)) {
        AuditLog.note("client " + prefix, call, "refused: prefix is taken");
        throw RefusedException.conflict("prefix", "one that is not in the whitelist");
      }
      registry.put(client);
    } finally {
      changes.unlock();
    }
    AuditLog.note("client " + prefix, call, "created");
    return Reply.ok(201);
  }

  /** No prefix holds a zero byte, so only this one can be the longest that fits all of it. */
  private boolean isKnown(Client client) {
    byte[] peerId = new byte[PeerId.LENGTH_BYTES];
    byte[] prefix = client.prefixBytes();
    System.arraycopy(prefix, 0, peerId, 0, prefix.length);
    Client longest = registry.clients().matching(peerId);
    return longest != null && longest.prefix().equals(client.prefix());
  }

  private static boolean isPrefix(String text) {
    return !text.isEmpty()
        && text.length() <= PeerId.LENGTH_BYTES
        && text.chars().allMatch(c -> c > 0x20 && c < 0x7f);
  }
}
