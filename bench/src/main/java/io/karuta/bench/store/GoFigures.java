package io.karuta.bench.store;

import java.util.Map;

/**
 * What the Go trackers take for chihaya's benchmarks, in nanoseconds, where anybody has said it;
 * empty otherwise. Machines and threads differ, so only the order of magnitude compares.
 *
 * @param chihaya chihaya's memory store, published 2017: Go 1.9, or its PR 301 with 2 threads
 * @param chihayaGo119 the same under Go 1.19 on 2 virtual CPUs "AMD EPYC" with 2 threads
 * @param optmem chihaya's optmem store, published 2017: Go 1.9
 * @param optmemGo119 the same under Go 1.19 on 2 virtual CPUs "AMD EPYC" with 2 threads
 * @param mochi mochi's memory store, published: i5-12500H with 16 threads
 */
record GoFigures(
    String chihaya, String chihayaGo119, String optmem, String optmemGo119, String mochi) {

  private static final GoFigures NONE = new GoFigures("", "", "", "", "");

  private static final Map<String, GoFigures> BY_NAME =
      Map.of(
          "Put", new GoFigures("415", "", "352", "", "173"),
          "Put1kInfohash1k", new GoFigures("", "266", "", "249", "68"),
          "PutDelete", new GoFigures("1550", "564", "", "983", "237"),
          "DeleteNonexist", new GoFigures("120", "", "", "", ""),
          "PutGradDelete", new GoFigures("2500", "", "", "", "420"),
          "AnnounceLeecher", new GoFigures("17800", "9800", "6100", "2700", "824"),
          "AnnounceLeecher1kInfohash", new GoFigures("", "19700", "", "4700", ""),
          "AnnounceSeeder", new GoFigures("18300", "10600", "6700", "4100", "274"),
          "ScrapeSwarm", new GoFigures("", "45", "", "77", "67"),
          "ScrapeSwarm1kInfohash", new GoFigures("", "", "", "", "14.6"));

  static GoFigures of(String benchmark) {
    return BY_NAME.getOrDefault(benchmark, NONE);
  }

  /** Columns of a table. */
  static String head() {
    return " chihaya, Go 1.9 | chihaya, Go 1.19 | optmem, Go 1.9 | optmem, Go 1.19 | mochi |";
  }

  /** These figures as columns of a table. */
  String columns() {
    return String.format(
        " %s | %s | %s | %s | %s |", chihaya, chihayaGo119, optmem, optmemGo119, mochi);
  }
}
