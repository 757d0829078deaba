package io.karuta.registry.importer;

import java.util.List;

/** The schemas that can be imported from. */
public enum SiteSchema {
  /** UNIT3D: users, groups, torrents and freeleech tokens. Its client list names the forbidden. */
  UNIT3D,
  /** Gazelle and what came of it: users, torrents, freeleech tokens and the client whitelist. */
  GAZELLE,
  /** What mika 1 warmed up from: users, torrents and the whitelist of XBT. */
  XBT;

  /** What to read, in this order, from a site that has these columns. */
  List<SiteTable> tables(SiteColumns columns) {
    return switch (this) {
      case UNIT3D -> Unit3dTables.of(columns);
      case GAZELLE -> GazelleTables.of(columns);
      case XBT -> XbtTables.of(columns);
    };
  }
}
