package io.karuta.storage.optmem;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One lock for many swarms, and the directories of those among them that have more than one bucket;
 * few enough to look through. Its monitor is the lock, and guards all its fields.
 */
final class Stripe {

  private final int number;
  private final List<Directory> directories = new ArrayList<>(0);

  Stripe(int number) {
    this.number = number;
  }

  /** Its place among all. */
  int number() {
    return number;
  }

  /** The directory of the swarm that the key names; null if it has one bucket or none. */
  @Nullable Directory find(KeyBuffer key) {
    for (int i = 0; i < directories.size(); i++) {
      Directory directory = directories.get(i);
      if (directory.isOf(key)) {
        return directory;
      }
    }
    return null;
  }

  void add(Directory directory) {
    directories.add(directory);
  }

  void remove(Directory directory) {
    directories.remove(directory);
  }

  long heapBytes() {
    long bytes = 0;
    for (Directory directory : directories) {
      bytes += directory.heapBytes();
    }
    return bytes;
  }
}
