package io.karuta.privtrak.handler;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LiteralRowsTest {

  @Test
  void writesNumbersIntoTheStatementAndLeavesTextsToParameters() {
    LiteralRows rows = new LiteralRows("insert into t values", 0);

    rows.beginRow();
    rows.number(0);
    rows.number(-7);
    rows.text("it's");
    rows.endRow();
    rows.beginRow();
    rows.number(Long.MAX_VALUE);
    rows.number(Long.MIN_VALUE);
    rows.nothing();
    rows.endRow();

    assertThat(rows.sql("on duplicate key"))
        .isEqualTo(
            "insert into t values (0,-7,?),(9223372036854775807,-9223372036854775808,null)"
                + " on duplicate key");
    assertThat(rows.texts()).containsExactly("it's");
  }
}
