package io.karuta.pipeline.hook;

import java.util.Set;

/**
 * What the chain must know of a hook to check its place. Immutable.
 *
 * @param stage where in the order it may stand
 * @param mode whether it may wait
 * @param provides attributes that it sets on every announce that it lets pass
 * @param requires attributes that an earlier hook must have set
 * @param addedIntervalSeconds most seconds by which it lengthens the interval of a reply, 0 or more
 */
public record HookTraits(
    HookStage stage,
    ExecutionMode mode,
    Set<AttributeKey<?>> provides,
    Set<AttributeKey<?>> requires,
    int addedIntervalSeconds) {

  /** Copies the sets. */
  public HookTraits {
    provides = Set.copyOf(provides);
    requires = Set.copyOf(requires);
  }

  /** Traits of a hook that leaves the interval alone. */
  public HookTraits(
      HookStage stage,
      ExecutionMode mode,
      Set<AttributeKey<?>> provides,
      Set<AttributeKey<?>> requires) {
    this(stage, mode, provides, requires, 0);
  }

  /** An inline hook that decides and needs no attribute. */
  public static HookTraits deciding() {
    return new HookTraits(HookStage.DECIDE, ExecutionMode.INLINE, Set.of(), Set.of());
  }

  /** An inline hook that edits the reply. */
  public static HookTraits editingReply() {
    return new HookTraits(HookStage.EDIT_REPLY, ExecutionMode.INLINE, Set.of(), Set.of());
  }

  /** A post-hook: inline, and after the reply. */
  public static HookTraits observing() {
    return new HookTraits(HookStage.OBSERVE, ExecutionMode.INLINE, Set.of(), Set.of());
  }

  /** These traits, providing the given attributes. */
  public HookTraits providing(AttributeKey<?>... keys) {
    return new HookTraits(stage, mode, Set.of(keys), requires, addedIntervalSeconds);
  }

  /** These traits, requiring the given attributes. */
  public HookTraits requiring(AttributeKey<?>... keys) {
    return new HookTraits(stage, mode, provides, Set.of(keys), addedIntervalSeconds);
  }

  /** These traits of a hook that may wait. */
  public HookTraits blocking() {
    return new HookTraits(stage, ExecutionMode.BLOCKING, provides, requires, addedIntervalSeconds);
  }

  /** These traits of a hook that lengthens the interval by this many seconds at most. */
  public HookTraits lengtheningInterval(int mostSeconds) {
    return new HookTraits(stage, mode, provides, requires, mostSeconds);
  }
}
