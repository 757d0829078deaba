package io.karuta.client;

/**
 * What became of one announce of a user who is traced. Immutable.
 *
 * @param second when it came, seconds since 1970
 * @param infoHash what was announced
 * @param event {@code started}, {@code stopped}, {@code completed}, {@code paused} or empty
 * @param address from where, IPv6 in brackets
 * @param peerId bytes that aren't printable as {@code %xx}
 * @param uploaded the client's counter in bytes
 * @param downloaded the client's counter in bytes
 * @param left bytes
 * @param outcome {@code served}, or the code of the refusal
 * @param message what the client was told if it was refused
 * @param hook which hook refused
 * @param peers how many it was given
 * @param micros how long it took, in microseconds
 */
public record TracedAnnounce(
    long second,
    String infoHash,
    String event,
    String address,
    String peerId,
    long uploaded,
    long downloaded,
    long left,
    String outcome,
    String message,
    String hook,
    int peers,
    long micros) {}
