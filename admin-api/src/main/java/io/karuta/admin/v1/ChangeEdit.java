package io.karuta.admin.v1;

import io.karuta.admin.web.Outcomes;
import io.karuta.admin.web.Precondition;
import io.karuta.pipeline.registry.Decision;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Makes an entry what a caller wants, decided under the registry's write lock, so that nothing is
 * lost between looking and changing. Remembers what it made. For one call.
 */
final class ChangeEdit<K, E> implements Edit<E> {

  private final Kind<K, E> kind;
  private final Draft<E> draft;
  private final Precondition precondition;
  private final boolean mayCreate;
  private @Nullable E next;

  ChangeEdit(Kind<K, E> kind, Draft<E> draft, Precondition precondition, boolean mayCreate) {
    this.kind = kind;
    this.draft = draft;
    this.precondition = precondition;
    this.mayCreate = mayCreate;
  }

  @Override
  public Decision<E> decide(@Nullable E kept) {
    E current = kept == null || !kind.isLive(kept) ? null : kept;
    if (current == null && !mayCreate) {
      return Decision.refuse(Outcome.ABSENT);
    }
    if (!precondition.allows(Tags.of(kind, current))) {
      return Decision.refuse(Outcomes.ETAG);
    }
    E wanted = draft.onto(current);
    next = wanted;
    boolean same = current != null && kind.line(current).equals(kind.line(wanted));
    return same ? Decision.keep() : Decision.put(wanted);
  }

  /** What the entry is after the change; null if it wasn't decided or was refused. */
  @Nullable E next() {
    return next;
  }
}
