package io.karuta.cmd.client;

import io.karuta.client.KarutaClient;

/** What a command does with the tracker; its exit code. */
@FunctionalInterface
interface Use {

  int of(KarutaClient tracker, Output out);
}
