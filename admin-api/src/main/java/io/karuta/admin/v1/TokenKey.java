package io.karuta.admin.v1;

/**
 * What names a token. Immutable.
 *
 * @param user number of whose it is
 * @param torrent number of what it is for
 */
record TokenKey(long user, long torrent) {}
