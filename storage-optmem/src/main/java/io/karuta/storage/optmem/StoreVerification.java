package io.karuta.storage.optmem;

import java.util.List;

/**
 * What a look at every peer of a store has found.
 *
 * @param swarms swarms with at least one record
 * @param buckets blocks of all swarms
 * @param records records of all kinds
 * @param problems what is wrong, one line each, at most about a hundred; empty if nothing is
 */
public record StoreVerification(long swarms, long buckets, long records, List<String> problems) {

  /** Whether nothing is wrong. */
  public boolean clean() {
    return problems.isEmpty();
  }
}
