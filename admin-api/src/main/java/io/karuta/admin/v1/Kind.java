package io.karuta.admin.v1;

import com.fasterxml.jackson.core.JsonGenerator;
import io.karuta.admin.auth.Scope;
import io.karuta.admin.json.JsonFields;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.RefusedException;
import io.karuta.pipeline.registry.Change;
import io.karuta.pipeline.registry.Edit;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What torrents, users, clients and tokens have in common for callers. Immutable and thread-safe.
 *
 * @param <K> what names an entry
 * @param <E> the entry
 */
interface Kind<K, E> {

  /** E.g. {@code torrents}. */
  String plural();

  /** E.g. {@code torrent}. */
  String singular();

  /** The path of one entry behind that of all, e.g. {@code {info_hash}}. */
  String path();

  /** What changing one needs. */
  Scope scope();

  /** What seeing digests needs. */
  default Scope digestScope() {
    return Scope.READ;
  }

  /** Query parameters that lists know. */
  String[] filters();

  /** The entries that a list is asked for. */
  Predicate<E> filter(Call call) throws RefusedException;

  /** Whether entries have numbers, so that a range of them can be meant. */
  boolean isNumbered();

  /** The key in a path. */
  K keyOf(Call call) throws RefusedException;

  /** The key among the fields of a bulk item; notes what is wrong with it. */
  K keyOf(JsonFields fields);

  /** Reads the key's fields from a body, where they may be if they are those of the path. */
  void checkKey(JsonFields fields, K key);

  /** The key of an entry. */
  K keyOfEntry(E entry);

  /** The entry of a key; null if there is none. */
  @Nullable E find(K key);

  /** Whether an entry that is kept is there for callers. */
  default boolean isLive(E entry) {
    return true;
  }

  /** Visits the entries, in no order. */
  void forEach(Consumer<? super E> visitor);

  /** Where an entry stands in the order. */
  Position position(E entry);

  /**
   * Reads what a caller says of an entry.
   *
   * @param whole whether all must be said that has no default, or only what is to be changed
   */
  Draft<E> read(JsonFields fields, K key, boolean whole);

  /** The change of one entry. */
  Change change(K key, Edit<E> edit);

  /** Writes the fields of the key. */
  void writeKey(JsonGenerator json, K key) throws IOException;

  /** Writes the fields of an entry, those of the key too. */
  void write(JsonGenerator json, E entry, Call call) throws IOException;

  /** Writes the fields of an entry that are told only where it is alone. */
  default void writeMore(JsonGenerator json, E entry) throws IOException {}

  /** The canonical line of an entry, which tags and digests are made of; without its end. */
  String line(E entry);

  /** How the audit log calls an entry in a list, e.g. {@code 7}; a word. */
  String word(K key);
}
