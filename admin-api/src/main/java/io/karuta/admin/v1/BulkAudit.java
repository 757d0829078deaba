package io.karuta.admin.v1;

import io.karuta.admin.web.AuditLog;
import io.karuta.admin.web.Call;
import io.karuta.admin.web.Outcomes;
import io.karuta.pipeline.registry.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the audit log says of many changes at once: which entries came to what, a hundred to a line,
 * so that whoever looks for an entry finds it by its number or hash.
 */
final class BulkAudit {

  private static final int WORDS_PER_LINE = 100;

  private BulkAudit() {}

  static <K, E> void note(Kind<K, E> kind, Call call, List<K> keys, List<Outcome> outcomes) {
    Map<String, List<String>> wordsByResult = new LinkedHashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      if (outcomes.get(i).kind() != Outcome.Kind.UNCHANGED) {
        wordsByResult
            .computeIfAbsent(Outcomes.audit(outcomes.get(i)), _ -> new ArrayList<>())
            .add(kind.word(keys.get(i)));
      }
    }
    wordsByResult.forEach((result, words) -> {
      for (int from = 0; from < words.size(); from += WORDS_PER_LINE) {
        int to = Math.min(from + WORDS_PER_LINE, words.size());
        String subject = kind.plural() + " " + String.join(" ", words.subList(from, to));
        AuditLog.note(subject, call, result);
      }
    });
  }
}
