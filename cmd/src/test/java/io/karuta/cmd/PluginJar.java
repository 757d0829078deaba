package io.karuta.cmd;

import io.karuta.pipeline.hook.HookFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Makes jars with a hook of the operator's own, whose source a test gives. */
final class PluginJar {

  private static final String SOURCE =
      """
      package site;

      import io.karuta.pipeline.bittorrent.*;
      import io.karuta.pipeline.config.Options;
      import io.karuta.pipeline.hook.*;
      import java.util.Set;

      public final class Factory implements HookFactory {
        @Override public String name() { return "site"; }
        @Override public HookBlueprint configure(Options options) {
          return new HookBlueprint(
              new HookTraits(HookStage.DECIDE, ExecutionMode.INLINE, Set.of(), Set.of()),
              environment -> new PreHook() {
                @Override public Verdict onAnnounce(AnnounceExchange exchange) { ON_ANNOUNCE }
                @Override public void start() { ON_START }
              });
        }
      }
      """;

  private PluginJar() {}

  /**
   * Puts {@code site.jar} with the hook {@code site} into a folder, in place of one that is there.
   *
   * @param onAnnounce body of the method
   * @param onStart body of the method
   */
  static void write(Path folder, String onAnnounce, String onStart) throws IOException {
    Path work = Files.createTempDirectory("plugin");
    try {
      Path source = work.resolve("Factory.java");
      Files.writeString(
          source, SOURCE.replace("ON_ANNOUNCE", onAnnounce).replace("ON_START", onStart));
      compile(source, work);
      Path jar = work.resolve("site.jar");
      try (OutputStream out = Files.newOutputStream(jar);
          JarOutputStream entries = new JarOutputStream(out)) {
        add(
            entries,
            "META-INF/services/" + HookFactory.class.getName(),
            "site.Factory".getBytes(StandardCharsets.US_ASCII));
        try (Stream<Path> classes = Files.list(work.resolve("site"))) {
          for (Path one : classes.toList()) {
            add(entries, "site/" + one.getFileName(), Files.readAllBytes(one));
          }
        }
      }
      Files.createDirectories(folder);
      Path beside = folder.resolve("site.jar.new");
      Files.copy(jar, beside);
      Files.move(beside, folder.resolve("site.jar"), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      try (Stream<Path> files = Files.walk(work)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private static void compile(Path source, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter out = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  out,
                  files,
                  null,
                  List.of(
                      "-d",
                      classes.toString(),
                      "-proc:none",
                      "-cp",
                      System.getProperty("java.class.path")),
                  null,
                  files.getJavaFileObjects(source))
              .call();
      if (!compiled) {
        throw new AssertionError(out.toString());
      }
    }
  }

  private static void add(JarOutputStream jar, String name, byte[] content) throws IOException {
    jar.putNextEntry(new JarEntry(name));
    jar.write(content);
    jar.closeEntry();
  }
}
