package io.karuta.conf;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.Verdict;
import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.engine.HookSpec;
import io.karuta.pipeline.hook.ErrorPolicy;
import io.karuta.pipeline.hook.ExecutionMode;
import io.karuta.pipeline.hook.HookBlueprint;
import io.karuta.pipeline.hook.HookFactory;
import io.karuta.pipeline.hook.HookStage;
import io.karuta.pipeline.hook.HookTraits;
import io.karuta.pipeline.hook.PreHook;
import io.karuta.pipeline.hook.StandardAttributes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HookListsTest {

  private static final Map<String, HookFactory> FACTORIES =
      Map.of(
          "passkey",
          factory("passkey", HookTraits.deciding().providing(StandardAttributes.USER)),
          "ratio",
          factory("ratio", HookTraits.deciding().requiring(StandardAttributes.USER)),
          "announce-log",
          factory("announce-log", HookTraits.observing()),
          "peer-selection",
          factory(
              "peer-selection",
              new HookTraits(HookStage.ENTER_SWARM, ExecutionMode.INLINE, Set.of(), Set.of())));

  @TempDir private Path folder;

  /** A factory whose hooks have the options {@code limit} and let everything pass. */
  private static HookFactory factory(String name, HookTraits traits) {
    return new HookFactory() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public HookBlueprint configure(Options options) {
        options.integer("limit", 1, 1, 9);
        PreHook hook = exchange -> Verdict.PROCEED;
        return new HookBlueprint(traits, environment -> hook);
      }
    };
  }

  private List<String> problems(String text) {
    ConfigRoot root = Conf.read(folder, text);
    List<HookSpec> unused = HookLists.preHooks(root, FACTORIES);
    assertThat(unused).isNotNull();
    return Conf.problems(folder, root);
  }

  @Test
  void readsEntriesAndBareNames() {
    ConfigRoot root =
        Conf.read(
            folder,
            """
            pre-hooks = [
              passkey
              { name = ratio, on-error = proceed, options { limit = 5 } }
              "peer-selection"
            ]
            """);

    List<HookSpec> specs = HookLists.preHooks(root, FACTORIES);

    assertThat(specs)
        .extracting(HookSpec::name)
        .containsExactly("passkey", "ratio", "peer-selection");
    assertThat(specs)
        .extracting(HookSpec::onError)
        .containsExactly(ErrorPolicy.REFUSE, ErrorPolicy.PROCEED, ErrorPolicy.REFUSE);
    assertThat(root.problems()).isEmpty();
  }

  @Test
  void suggestsTheNearestHookAndDoesNotJudgeItsOptions() {
    assertThat(problems("pre-hooks = [\n  paskey\n  { name = nonesuch, options { x = 1 } }\n]\n"))
        .containsExactly(
            "karuta.conf:2  pre-hooks[0].name  expected a hook, perhaps passkey, found paskey",
            "karuta.conf:3  pre-hooks[1].name  expected a hook: announce-log, passkey,"
                + " peer-selection, ratio, found nonesuch");
  }

  @Test
  void tellsTheLineOfAHookInAWrongPlace() {
    assertThat(problems("pre-hooks = [\n  peer-selection\n  {\n    name = passkey\n  }\n]\n"))
        .containsExactly(
            "karuta.conf:4  pre-hooks[1].name  expected passkey (may refuse) before peer-selection"
                + " (enters the swarm), found after it");
  }

  @Test
  void tellsTheLineOfAHookWhoseAttributeNobodyProvides() {
    assertThat(problems("pre-hooks = [\n  ratio,\n  peer-selection ]"))
        .containsExactly(
            "karuta.conf:2  pre-hooks[0].name  expected an earlier hook that provides 'user', found"
                + " none in the list");
  }

  @Test
  void tellsTheLineOfAnErrorPolicyThatALaterHookForbids() {
    assertThat(
            problems(
                "pre-hooks = [\n  { name = passkey\n    on-error = proceed }\n  ratio\n"
                    + "  peer-selection\n]"))
        .containsExactly(
            "karuta.conf:3  pre-hooks[0].on-error  expected refuse, since a later hook needs"
                + " 'user', found proceed");
  }

  @Test
  void wantsAHookThatEntersTheSwarm() {
    assertThat(problems("\n\npre-hooks = [ passkey ]"))
        .containsExactly(
            "karuta.conf:3  pre-hooks  expected a hook that enters the swarm, such as"
                + " peer-selection, found none");
    assertThat(problems(""))
        .containsExactly(
            "karuta.conf:1  pre-hooks  expected a hook that enters the swarm, such as"
                + " peer-selection, found none");
  }

  @Test
  void tellsWhatIsWrongWithinAnEntry() {
    assertThat(
            problems(
                """
                pre-hooks = [
                  { name = passkey, on-eror = refuse }
                  { name = passkey, options { limit = 10, limt = 1 } }
                  { options { } }
                  7
                  peer-selection
                ]
                """))
        .containsExactly(
            "karuta.conf:2  pre-hooks[0].on-eror  expected a known key, perhaps on-error, found"
                + " on-eror",
            "karuta.conf:3  pre-hooks[1].options.limit  expected a whole number from 1 to 9, found"
                + " 10",
            "karuta.conf:3  pre-hooks[1].options.limt  expected a known key, perhaps limit, found"
                + " limt",
            "karuta.conf:4  pre-hooks[2].name  expected a text, found nothing",
            "karuta.conf:5  pre-hooks[3]  expected a name, or a level in braces, found 7");
  }

  @Test
  void readsPostHooksWithoutAnErrorPolicy() {
    ConfigRoot root =
        Conf.read(folder, "post-hooks = [ announce-log, { name = announce-log, on-error = x } ]");

    assertThat(HookLists.postHooks(root, FACTORIES)).hasSize(2);
    assertThat(Conf.problems(folder, root))
        .containsExactly(
            "karuta.conf:1  post-hooks[1].on-error  expected a known key: name, options, found"
                + " on-error");
  }

  @Test
  void namesAPreHookAmongThePostHooks() {
    ConfigRoot root = Conf.read(folder, "post-hooks = [ ratio ]");

    assertThat(HookLists.postHooks(root, FACTORIES)).hasSize(1);
    assertThat(Conf.problems(folder, root))
        .containsExactly(
            "karuta.conf:1  post-hooks[0].name  expected a hook that observes, found ratio");
  }

  @Test
  void showsTheListsInTheEffectiveConfiguration() {
    ConfigRoot root = Conf.read(folder, "pre-hooks = [ peer-selection ]");

    assertThat(HookLists.preHooks(root, FACTORIES)).hasSize(1);
    assertThat(HookLists.postHooks(root, FACTORIES)).isEmpty();
    assertThat(root.effective())
        .isEqualTo(
            """
            pre-hooks = [
              {
                on-error = refuse  # default
                name = "peer-selection"
                options {
                  limit = 1  # default
                }
              }
            ]
            post-hooks = []
            """);
  }
}
