package io.karuta.admin.tracker;

import java.time.Duration;

/**
 * Who counts as having hit and run: a user who downloaded more than a little of a torrent, has no
 * peer in its swarm, and seeded it for too short a time. Immutable.
 *
 * @param seedTime how long to seed
 * @param minDownloadedBytes what one may download without having to seed
 */
public record HitAndRunRule(Duration seedTime, long minDownloadedBytes) {}
