package io.karuta.pipeline.store;

/** What a {@link PeerSelector} sees of a peer; a flyweight, valid during the call only. */
public interface PeerCandidate {

  /** Whether it lacks nothing. */
  boolean seeder();

  /** Bytes that it lacked at its last announce. */
  long left();

  /** Uploaded counter of its last announce in bytes. */
  long uploaded();

  /** Downloaded counter of its last announce in bytes. */
  long downloaded();

  /** Its last announce, seconds since 1970. */
  int seenSecond();

  /** Its IPv4 address, big-endian; 0 if it has none. */
  int ipv4();

  /** Bytes 0 to 7 of its IPv6 address, big-endian; 0 if it has none. */
  long ipv6High();

  /** Bytes 8 to 15 of its IPv6 address, big-endian; 0 if it has none. */
  long ipv6Low();

  /** What {@link SwarmAnnounce#traits} said at its last announce; 0 if the store keeps none. */
  default long traits() {
    return 0;
  }
}
