package io.karuta.cmd.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** By the words that the JDK has for it. */
final class TlsHintTest {

  @Test
  void tellsToNameTheTrackerAsItsCertificateDoes() {
    assertThat(
            TlsHint.of(
                new SSLHandshakeException(
                    "(certificate_unknown) No subject alternative names matching IP address"
                        + " 127.0.0.1 found")))
        .hasValueSatisfying(hint -> assertThat(hint).contains("--url"));
    assertThat(TlsHint.of(new SSLHandshakeException("No name matching localhost found")))
        .hasValueSatisfying(hint -> assertThat(hint).contains("--url"));
  }

  @Test
  void saysNothingOfOtherFailures() {
    assertThat(TlsHint.of(new SSLHandshakeException("Received fatal alert: bad_certificate")))
        .isEmpty();
    assertThat(TlsHint.of(new IOException("unable to find valid certification path"))).isEmpty();
    assertThat(TlsHint.of(new SSLHandshakeException(null))).isEmpty();
    assertThat(TlsHint.of(null)).isEmpty();
  }
}
