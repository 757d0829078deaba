package io.karuta.cmd.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What people see. */
final class TableTest {

  @Test
  void alignsColumnsNumbersToTheRight() {
    Table table =
        new Table(">ID", "NAME", ">SIZE").row(7, "Grüße 𝄞", "1 B").row(123, "b", "20 KiB");

    assertThat(table.lines())
        .containsExactly(" ID  NAME       SIZE", "  7  Grüße 𝄞     1 B", "123  b        20 KiB");
  }

  @Test
  void showsNothingThatATerminalWouldObey() {
    assertThat(new Table("A").row("x\033[2J\r\n\u009b\u202e").lines().getLast())
        .isEqualTo("x?[2J????");
  }

  @Test
  void writesBytesAndTimesForPeople() {
    assertThat(Units.bytes(0)).isEqualTo("0 B");
    assertThat(Units.bytes(1023)).isEqualTo("1023 B");
    assertThat(Units.bytes(1536)).isEqualTo("1.5 KiB");
    assertThat(Units.bytes(Long.MAX_VALUE)).isEqualTo("8.0 EiB");
    assertThat(Units.bytes(-2048)).isEqualTo("-2.0 KiB");
    assertThat(Units.seconds(59)).isEqualTo("00:00:59");
    assertThat(Units.seconds(273_906)).isEqualTo("3 d 04:05:06");
    assertThat(Units.time(0)).isEqualTo("-");
    assertThat(Units.time(1_800_000_000)).isEqualTo("2027-01-15 08:00:00");
  }
}
