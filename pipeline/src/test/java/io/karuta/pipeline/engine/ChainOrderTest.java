package io.karuta.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.hook.AttributeKey;
import io.karuta.pipeline.hook.ExecutionMode;
import io.karuta.pipeline.hook.HookStage;
import io.karuta.pipeline.hook.HookTraits;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChainOrderTest {

  private static final AttributeKey<String> USER = AttributeKey.of("user", String.class);

  private final RecordingOptions options = new RecordingOptions();
  private final HookSpec gate = hook("gate", HookStage.DECIDE);
  private final HookSpec deltas = hook("deltas", HookStage.ACCOUNT);
  private final HookSpec swarm = hook("swarm", HookStage.ENTER_SWARM);
  private final HookSpec edit = hook("edit", HookStage.EDIT_REPLY);

  @Test
  void acceptsTheOrderDecideAccountEnterEdit() {
    check(gate, hook("gate-2", HookStage.DECIDE), deltas, swarm, edit);

    assertThat(options.problems()).isEmpty();
  }

  @Test
  void namesARefusingHookThatStandsAfterTheSwarm() {
    check(swarm, gate);

    assertThat(paths()).containsExactly("gate.name");
    assertThat(options.problems().getFirst().expected())
        .isEqualTo("gate (may refuse) before swarm (enters the swarm)");
  }

  @Test
  void namesAnAccountingHookThatStandsAfterTheSwarm() {
    check(gate, swarm, deltas);

    assertThat(paths()).containsExactly("deltas.name");
  }

  @Test
  void namesAnAccountingHookThatStandsBeforeARefusingOneByTheRefusingOne() {
    check(deltas, gate, swarm);

    assertThat(paths()).containsExactly("gate.name");
  }

  @Test
  void namesASecondHookThatEntersTheSwarm() {
    check(swarm, hook("swarm-2", HookStage.ENTER_SWARM));

    assertThat(paths()).containsExactly("swarm-2.name");
  }

  @Test
  void namesASecondHookThatAccounts() {
    check(deltas, hook("deltas-2", HookStage.ACCOUNT), swarm);

    assertThat(paths()).containsExactly("deltas-2.name");
  }

  @Test
  void namesAHookWhoseAttributeIsProvidedOnlyLater() {
    HookSpec needs = hook("needs", HookTraits.deciding().requiring(USER));
    HookSpec gives = hook("gives", HookTraits.deciding().providing(USER));

    check(needs, gives, swarm);

    assertThat(paths()).containsExactly("needs.name");
    assertThat(options.problems().getFirst().found()).isEqualTo("gives after it");
  }

  @Test
  void namesAHookWhoseAttributeNobodyProvides() {
    check(hook("needs", HookTraits.deciding().requiring(USER)), swarm);

    assertThat(options.problems().getFirst().found()).isEqualTo("none in the list");
  }

  @Test
  void refusesToProceedOnErrorsOfAHookThatOthersRelyOn() {
    HookSpec gives = Chains.proceedingOnError(hook("gives", HookTraits.deciding().providing(USER)));

    check(gives, hook("needs", HookTraits.deciding().requiring(USER)), swarm);

    assertThat(paths()).containsExactly("gives.on-error");
  }

  @Test
  void namesAHookThatMayWaitOnceAccountingHasBegun() {
    HookTraits waiting =
        new HookTraits(HookStage.EDIT_REPLY, ExecutionMode.BLOCKING, Set.of(), Set.of());

    check(swarm, hook("slow", waiting));

    assertThat(paths()).containsExactly("slow.name");
  }

  @Test
  void namesAPostHookAmongThePreHooksAndTheOtherWayRound() {
    HookSpec observer = hook("observer", HookTraits.observing());

    check(gate, observer, swarm);
    ChainOrder.checkPostHooks(List.of(observer, edit));

    assertThat(paths()).containsExactly("observer.name", "edit.name");
  }

  @Test
  void namesAPostHookThatMayWait() {
    ChainOrder.checkPostHooks(List.of(hook("slow", HookTraits.observing().blocking())));

    assertThat(paths()).containsExactly("slow.name");
  }

  @Test
  void asksForAHookThatEntersTheSwarm() {
    ChainOrder.requireSwarm(List.of(gate), options.entry("file"), "pre-hooks");

    assertThat(paths()).containsExactly("file.pre-hooks");
  }

  private void check(HookSpec... hooks) {
    ChainOrder.check(List.of(hooks));
  }

  private List<String> paths() {
    return options.problems().stream().map(problem -> problem.path()).toList();
  }

  private HookSpec hook(String name, HookStage stage) {
    return hook(name, new HookTraits(stage, ExecutionMode.INLINE, Set.of(), Set.of()));
  }

  private HookSpec hook(String name, HookTraits traits) {
    return Chains.spec(options, name, traits, Chains.preHook(_ -> Verdict.PROCEED));
  }
}
