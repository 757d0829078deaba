package io.karuta.storage.optmem;

/**
 * Memory that a store takes, in bytes.
 *
 * @param records records in it, of all kinds
 * @param usedBytes what its blocks take in the map, keys and unused rests of chunks included, and
 *     everything beside the map: journal, address cache and directories
 * @param mappedBytes what is set aside for it: the whole map, and the same things beside it
 * @param heapBytes how much of both is on the Java heap
 */
public record StoreMemory(long records, long usedBytes, long mappedBytes, long heapBytes) {}
