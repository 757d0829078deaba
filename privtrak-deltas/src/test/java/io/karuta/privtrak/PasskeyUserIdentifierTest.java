package io.karuta.privtrak;

import static org.assertj.core.api.Assertions.assertThat;

import io.karuta.pipeline.bittorrent.UserId;
import io.karuta.pipeline.hook.AnnounceExchange;
import io.karuta.pipeline.registry.User;
import io.karuta.testkit.AllocationMeter;
import io.karuta.testkit.FakeRegistry;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PasskeyUserIdentifierTest {

  private final FakeRegistry registry = new FakeRegistry();
  private final PasskeyUserIdentifier identifier = new PasskeyUserIdentifier(registry.users());
  private final AnnounceExchange exchange = new AnnounceExchange();

  @BeforeEach
  void begin() {
    exchange.begin(1, 2, 3);
  }

  private UserId identify(String passkey) {
    byte[] bytes = passkey.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, exchange.request().passkey(), 0, bytes.length);
    exchange.request().passkeyLengthBytes(bytes.length);
    assertThat(identifier.identify(exchange)).isTrue();
    return new UserId(exchange.swarmAnnounce().userHigh(), exchange.swarmAnnounce().userLow());
  }

  @Test
  void takesSixteenBytesAsTheyAre() {
    assertThat(identify("ABCDEFGHabcdefg\u00ff"))
        .isEqualTo(new UserId(0x4142434445464748L, 0x61626364656667ffL));
  }

  @Test
  void decodesThirtyTwoHexDigits() {
    UserId expected = new UserId(0x0123456789abcdefL, 0xfedcba9876543210L);

    assertThat(identify("0123456789abcdeffedcba9876543210")).isEqualTo(expected);
    assertThat(identify("0123456789ABCDEFfedcba9876543210")).isEqualTo(expected);
  }

  @Test
  void hashesAnythingElseByFnv1aOf128Bits() {
    for (String passkey : new String[] {"a", "foobar", "0123456789abcdeffedcba987654321g"}) {
      assertThat(identify(passkey)).isEqualTo(fnv1a(passkey));
    }
  }

  /** By the definition, with numbers without bounds. */
  private static UserId fnv1a(String text) {
    BigInteger modulus = BigInteger.ONE.shiftLeft(128);
    BigInteger prime = BigInteger.ONE.shiftLeft(88).add(BigInteger.valueOf(0x13b));
    BigInteger hash = new BigInteger("6c62272e07bb014262b821756295c58d", 16);
    for (byte c : text.getBytes(StandardCharsets.US_ASCII)) {
      hash = hash.xor(BigInteger.valueOf(c)).multiply(prime).mod(modulus);
    }
    return new UserId(hash.shiftRight(64).longValue(), hash.longValue());
  }

  @Test
  void namesNobodyWithoutAPasskey() {
    assertThat(identifier.identify(exchange)).isFalse();
    assertThat(exchange.swarmAnnounce().anonymous()).isTrue();
  }

  @Test
  void findsTheUserOfAnIdThatIsAPasskey() {
    registry.put(User.of(3, "ABCDEFGHabcdefgh", "raw"));
    registry.put(User.of(4, "0123456789abcdeffedcba9876543210", "hex"));
    registry.put(User.of(5, "short", "hashed"));

    assertThat(numberOf(identify("ABCDEFGHabcdefgh"))).isEqualTo(3);
    assertThat(numberOf(identify("0123456789abcdeffedcba9876543210"))).isEqualTo(4);
    assertThat(numberOf(identify("short"))).isZero();
  }

  private long numberOf(UserId user) {
    return identifier.numberOf(user.high(), user.low());
  }

  @Test
  void allocatesNothing() {
    identify("a-passkey-of-an-odd-length");

    assertThat(AllocationMeter.bytesPerCall(20_000, () -> identifier.identify(exchange))).isZero();
  }
}
