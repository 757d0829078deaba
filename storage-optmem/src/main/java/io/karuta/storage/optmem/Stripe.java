package io.karuta.storage.optmem;

import org.jspecify.annotations.Nullable;

/**
 * One lock for many swarms, and the directories of those among them that have more than one bucket;
 * few enough to look through. Its monitor is the lock, and guards all its fields.
 */
final class Stripe {

  private final int number;
  private @Nullable Directory first; // null while every swarm has one bucket

  Stripe(int number) {
    this.number = number;
  }

  /** Its place among all. */
  int number() {
    return number;
  }

  /** The directory of the swarm that the key names; null if it has one bucket or none. */
  @Nullable Directory find(KeyBuffer key) {
    Directory directory = first;
    while (directory != null && !directory.isOf(key)) {
      directory = directory.next();
    }
    return directory;
  }

  void add(Directory directory) {
    directory.next(first);
    first = directory;
  }

  void remove(Directory directory) {
    if (first == directory) {
      first = directory.next();
      return;
    }
    Directory before = first;
    while (before != null && before.next() != directory) {
      before = before.next();
    }
    if (before != null) {
      before.next(directory.next());
    }
  }

  long heapBytes() {
    long bytes = 0;
    for (Directory directory = first; directory != null; directory = directory.next()) {
      bytes += directory.heapBytes();
    }
    return bytes;
  }
}
