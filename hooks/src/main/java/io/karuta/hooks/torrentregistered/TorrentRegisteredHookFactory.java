package io.karuta.hooks.torrentregistered;

import io.karuta.pipeline.config.Options;
import io.karuta.pipeline.hook.HookBlueprint;
import io.karuta.pipeline.hook.HookFactory;
import io.karuta.pipeline.hook.HookTraits;
import io.karuta.pipeline.hook.StandardAttributes;

/** Makes the hook {@code torrent-registered}. */
public final class TorrentRegisteredHookFactory implements HookFactory {

  /** For {@link java.util.ServiceLoader}. */
  public TorrentRegisteredHookFactory() {}

  @Override
  public String name() {
    return "torrent-registered";
  }

  @Override
  public HookBlueprint configure(Options options) {
    TorrentRegisteredConfig config = TorrentRegisteredConfig.read(options);
    return new HookBlueprint(
        HookTraits.deciding().providing(StandardAttributes.TORRENT),
        environment -> new TorrentRegisteredHook(config, environment.registry().torrents()));
  }
}
