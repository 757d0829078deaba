package io.karuta.pipeline.registry;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of one entry. Immutable.
 *
 * @param <E> the kind of entry
 * @param before the entry that the registry had; null if none. The source may have another one, or
 *     one although the registry had none, where somebody else wrote to it
 * @param after the entry from now on; null if it is removed. Never null together with {@code
 *     before}
 * @param anew whether what the source keeps besides, such as totals and counts, begins anew: the
 *     entry was removed and created again
 */
public record Write<E>(@Nullable E before, @Nullable E after, boolean anew) {}
