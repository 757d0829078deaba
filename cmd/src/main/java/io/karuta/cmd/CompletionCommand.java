package io.karuta.cmd;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code karuta completion}. */
@Command(
    name = "completion",
    description = {
      "Print a script by which the shell completes commands and options.",
      "",
      "  bash:  source <(karuta completion bash)   # in ~/.bashrc",
      "  zsh:   source <(karuta completion zsh)    # in ~/.zshrc",
      ""
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

  /** The shells that the one script is for: in zsh it switches on what understands bash's. */
  enum Shell {
    BASH,
    ZSH;

    /** As on the command line. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(paramLabel = "SHELL", description = "bash or zsh")
  private Shell shell = Shell.BASH;

  /** Made by picocli. */
  CompletionCommand() {}

  @Override
  public Integer call() {
    CommandSpec root = spec.root();
    spec.commandLine().getOut().println("# Completes karuta in " + shell + ".");
    spec.commandLine().getOut().print(AutoComplete.bash(root.name(), root.commandLine()));
    spec.commandLine().getOut().flush();
    return ExitCode.OK;
  }
}
