package io.karuta.cmd;

import static com.tngtech.archunit.core.domain.JavaModifier.FINAL;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may know whom: the rules of docs/architecture.md. */
final class ArchitectureTest {

  private static final List<String> MODULES =
      List.of(
          "io.karuta.pipeline",
          "io.karuta.conf",
          "io.karuta.database",
          "io.karuta.hooks",
          "io.karuta.storage.optmem",
          "io.karuta.privtrak",
          "io.karuta.registry",
          "io.karuta.frontend.http",
          "io.karuta.admin",
          "io.karuta.client",
          "io.karuta.metrics",
          "io.karuta.cmd");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(MODULES);

  @Test
  void seesTheClassesOfEveryModule() {
    for (String module : MODULES) {
      assertThat(CLASSES.stream().filter(type -> type.getPackageName().startsWith(module)))
          .as(module)
          .hasSizeGreaterThan(1);
    }
  }

  @Test
  void thePipelineKnowsTheJdkAlone() {
    check(
        classes()
            .that()
            .resideInAPackage("io.karuta.pipeline..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "java..", "javax.sql..", "org.jspecify..", "org.slf4j..", "io.karuta.pipeline.."));
  }

  @Test
  void modulesKnowThePipelineAndNoSibling() {
    for (String module : MODULES) {
      if (module.equals("io.karuta.pipeline") || module.equals("io.karuta.cmd")) {
        continue;
      }
      check(
          classes()
              .that()
              .resideInAPackage(module + "..")
              .and()
              .resideInAPackage("io.karuta..")
              .should()
              .onlyDependOnClassesThat()
              .resideOutsideOfPackages(siblingsOf(module)));
    }
  }

  private static String[] siblingsOf(String module) {
    return MODULES.stream()
        .filter(other -> !other.equals(module) && !other.equals("io.karuta.pipeline"))
        .map(other -> other + "..")
        .toArray(String[]::new);
  }

  @Test
  void withinThePipelineTheVocabularyIsBelowTheSeamsAndTheEngineOnTop() {
    check(
        layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("vocabulary")
            .definedBy(
                "io.karuta.pipeline.bittorrent",
                "io.karuta.pipeline.config",
                "io.karuta.pipeline.runtime")
            .layer("seams")
            .definedBy(
                "io.karuta.pipeline.store",
                "io.karuta.pipeline.registry",
                "io.karuta.pipeline.delta")
            .layer("hook")
            .definedBy("io.karuta.pipeline.hook")
            .layer("engine")
            .definedBy("io.karuta.pipeline.engine")
            .whereLayer("engine")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("hook")
            .mayOnlyBeAccessedByLayers("engine")
            .whereLayer("seams")
            .mayOnlyBeAccessedByLayers("hook", "engine"));
  }

  @Test
  void packagesHaveNoCycles() {
    check(slices().matching("io.karuta.(**)").should().beFreeOfCycles());
  }

  @Test
  void librariesStayWhereTheyBelong() {
    stays("io.undertow..", "io.karuta.frontend.http..", "io.karuta.admin..");
    stays("org.xnio..", "io.karuta.frontend.http..", "io.karuta.admin..");
    stays("com.typesafe..", "io.karuta.conf..");
    stays("net.openhft..", "io.karuta.storage.optmem..");
    stays("com.lmax..", "io.karuta.privtrak..");
    stays("com.fasterxml..", "io.karuta.admin..", "io.karuta.client..", "io.karuta.privtrak..");
    stays("com.zaxxer..", "io.karuta.database..");
    stays("org.flywaydb..", "io.karuta.database..");
    stays("io.micrometer..", "io.karuta.metrics..");
    stays("io.prometheus..", "io.karuta.metrics..");
    stays("com.codahale..", "io.karuta.metrics..");
    stays("picocli..", "io.karuta.cmd..");
    stays("java.sql..", "io.karuta.database..", "io.karuta.privtrak..", "io.karuta.registry..");
  }

  private static void stays(String library, String... homes) {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(homes)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(library));
  }

  @Test
  void rawAddressesStayInTheStoreAndMappedMemoryInTheRingToo() {
    stays("sun.misc..", "io.karuta.storage.optmem..");
    stays(
        "java.lang.foreign..",
        "io.karuta.storage.optmem..",
        "io.karuta.privtrak..",
        "io.karuta.cmd.systemd..");
  }

  @Test
  void nothingStaticChanges() {
    check(fields().that().haveModifier(STATIC).should().haveModifier(FINAL));
  }

  @Test
  void nothingIsLeftOnThreads() {
    check(noFields().should().haveRawType(ThreadLocal.class));
  }

  @Test
  void onlyTheCommandLinePrints() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackage("io.karuta.cmd..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err"));
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }
}
