package io.karuta.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryTableTest {

  private final EntryTable<String> table = new EntryTable<>(text -> text.charAt(0));

  @Test
  void keepsWhatCollides() {
    table.add("a1");
    table.add("a2");
    table.add("a3");

    table.remove("a1");

    assertThat(entries()).containsExactlyInAnyOrder("a2", "a3");
    assertThat(table.size()).isEqualTo(2);
  }

  @Test
  void usesTheSlotOfARemovedEntryAgain() {
    String first = "a1";
    table.add(first);
    int capacity = table.slots().length;

    for (int i = 0; i < 1000; i++) {
      String next = "a" + i;
      table.add(next);
      table.remove(first);
      first = next;
    }

    assertThat(entries()).containsExactly("a999");
    assertThat(table.slots()).hasSize(capacity);
  }

  @Test
  void forgetsRemovedEntriesWhenItIsFullOfThem() {
    EntryTable<Integer> numbers = new EntryTable<>(Integer::longValue);

    for (int i = 0; i < 100_000; i++) {
      Integer number = i;
      numbers.add(number);
      numbers.remove(number);
    }

    assertThat(numbers.size()).isZero();
    assertThat(numbers.slots()).hasSize(16);
  }

  @Test
  void staysAtMostHalfFull() {
    EntryTable<Integer> numbers = new EntryTable<>(Integer::longValue);

    for (int i = 0; i < 10_000; i++) {
      numbers.add(i);
      assertThat(numbers.slots().length).isGreaterThanOrEqualTo(2 * numbers.size());
    }
  }

  @Test
  void refusesToRemoveWhatIsNotThere() {
    table.add("a");

    assertThatThrownBy(() -> table.remove("b")).isInstanceOf(IllegalStateException.class);
  }

  private List<String> entries() {
    List<String> entries = new ArrayList<>();
    table.forEach(entries::add);
    return entries;
  }
}
