package io.karuta.client;

/** How many peers were removed. */
record Removed(int removed) {}
