package io.karuta.testkit.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Gives a new H2 database, then a new MariaDB schema on a server that the whole run shares. */
final class EachDatabaseProvider implements ArgumentsProvider {

  private static final Namespace NAMESPACE = Namespace.create(EachDatabaseProvider.class);

  @Override
  public Stream<? extends Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    return Stream.<Supplier<TestDatabase>>of(
            TestDatabase::h2, () -> TestDatabase.on(sharedServer(context)))
        .map(Supplier::get)
        .map(Arguments::of);
  }

  /** Started with the first class that needs it; JUnit closes it after the last one. */
  private static MariaDbServer sharedServer(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(MariaDbServer.class, _ -> start(), MariaDbServer.class);
  }

  private static MariaDbServer start() {
    try {
      return MariaDbServer.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
