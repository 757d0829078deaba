package io.karuta.cmd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every block of configuration in the documents is read to the end by the parts that it is for. A
 * block that is a single hook stands in the place of that hook in a whole chain.
 */
final class DocumentedConfigTest {

  private static final Pattern BLOCK = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL);
  private static final Pattern HOOK = Pattern.compile("\\A\\{\\s*name = ([a-z-]+)");
  private static final Pattern WHOLE = Pattern.compile("(?m)^(pre-hooks|include)\\b");
  private static final String CHAIN =
      "passkey, client-whitelist, torrent-registered, stats-deltas, peer-selection,"
          + " interval-variation";

  /** These name a hook and a delta handler that only exist once their reader has written them. */
  private static final List<String> PARTS_OF_THE_READER =
      List.of("writing-a-hook.md", "writing-a-delta-handler.md");

  @TempDir private Path folder;

  record Block(String place, String text) {
    @Override
    public String toString() {
      return place;
    }
  }

  static List<Block> blocks() throws IOException {
    List<Block> blocks = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Repository.root().resolve("docs"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
        if (!PARTS_OF_THE_READER.contains(file.getFileName().toString())) {
          addBlocks(file, blocks);
        }
      }
    }
    addBlocks(Repository.root().resolve("README.md"), blocks);
    return blocks;
  }

  private static void addBlocks(Path file, List<Block> blocks) throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(file));
    for (int i = 1; block.find(); i++) {
      blocks.add(new Block(file.getFileName() + " block " + i, block.group(1)));
    }
  }

  @ParameterizedTest
  @MethodSource("blocks")
  void nothingIsWrongWith(Block block) throws IOException {
    try (Stream<Path> shipped = Files.list(Repository.root().resolve("conf"))) {
      for (Path file : shipped.filter(path -> path.toString().endsWith(".conf")).toList()) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
    Path config = folder.resolve("documented.conf");
    Files.writeString(config, wholeFile(block.text()));

    assertThat(LoadedConfig.load(config).problems()).isEmpty();
  }

  private String wholeFile(String block) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Path tls = Repository.root().resolve("frontend-http/src/test/resources/tls");
    String text =
        block
            .replaceAll("/run/secrets/[a-z-]+", secret.toString())
            .replace("tls/chain.pem", "\"" + tls.resolve("ec-certificate.pem") + "\"")
            .replace("tls/key.pem", "\"" + tls.resolve("ec-key.pem") + "\"");
    Matcher hook = HOOK.matcher(text);
    if (hook.find()) {
      return "pre-hooks = [ " + CHAIN.replace(hook.group(1), text) + " ]";
    }
    return WHOLE.matcher(text).find() ? text : text + "\npre-hooks = [ peer-selection ]\n";
  }
}
