package org.example.httpdeltas;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.delta.DeltaHandlerFactory;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class HttpDeltaHandlerFactoryTest {

  @Test
  void isFoundByItsName() {
    assertThat(ServiceLoader.load(DeltaHandlerFactory.class))
        .extracting(DeltaHandlerFactory::name)
        .containsExactly("http-post");
  }
}
