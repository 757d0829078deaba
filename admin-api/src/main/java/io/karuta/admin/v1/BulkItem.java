package io.karuta.admin.v1;

import io.karuta.admin.json.InvalidFieldsException;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.web.Precondition;
import io.karuta.pipeline.registry.Decision;
import io.karuta.pipeline.registry.Edit;
import io.karuta.pipeline.registry.Outcome;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One item of a bulk call. Immutable but for the edit.
 *
 * @param key names the entry
 * @param edit what to do; null if the item is wrong
 * @param problems what is wrong with it, by field
 */
record BulkItem<K, E>(K key, @Nullable Edit<E> edit, Map<String, String> problems) {

  /** What an item wants. */
  enum Operation {
    PUT,
    PATCH,
    DELETE
  }

  static <K, E> BulkItem<K, E> read(Kind<K, E> kind, JsonFields fields) {
    Operation operation = fields.choice("op", Operation.class);
    K key = kind.keyOf(fields);
    Edit<E> edit;
    if (operation == Operation.DELETE) {
      edit = current -> removal(kind, current);
    } else {
      boolean whole = operation == Operation.PUT;
      Draft<E> draft = kind.read(fields, key, whole);
      edit = new ChangeEdit<>(kind, draft, Precondition.NONE, whole);
    }
    try {
      fields.check();
      return new BulkItem<>(key, edit, Map.of());
    } catch (InvalidFieldsException e) {
      return new BulkItem<>(key, null, e.problems());
    }
  }

  private static <K, E> Decision<E> removal(Kind<K, E> kind, @Nullable E current) {
    return current == null || !kind.isLive(current)
        ? Decision.refuse(Outcome.ABSENT)
        : Decision.remove();
  }
}
