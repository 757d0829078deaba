package io.karuta.registry;

/** What a token is named by. */
record TokenKey(long userNumber, long torrentNumber) {}
