package io.karuta.cmd.client;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the admin API of this machine's tracker is, as its configuration says. Immutable.
 *
 * @param url e.g. {@code https://127.0.0.1:6970}
 * @param credentialFile made by the tracker's first start
 * @param certificate to trust; empty where it is in a key store, and Java has to trust it
 */
public record AdminPlace(String url, Path credentialFile, Optional<Path> certificate) {}
