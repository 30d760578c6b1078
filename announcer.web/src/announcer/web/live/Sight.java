package announcer.web.live;

import java.util.List;
import java.util.Optional;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import announcer.api.Announcer;
import announcer.api.CacheStatus;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;
import announcer.api.access.Admission;
import announcer.api.access.HttpCredentials;
import announcer.web.bundles.BundleView;

/** What the events are made of, and how it is written. */
public interface Sight {
    /** The engine, while it is there. */
    Optional<Announcer> engine();

    /** Whether somebody may still be here; empty when nobody can say. */
    Optional<Admission> admission(HttpCredentials credentials);

    JsonElement voices(List<EngineStatus> engines);

    JsonElement cache(Optional<CacheStatus> cache);

    JsonElement bundles(List<BundleView> bundles);

    /** @param whole whether with the bundles, which only administrators see */
    JsonObject snapshot(List<ChannelStatus> channels, Optional<CacheStatus> cache, Optional<Inventory> inventory, boolean whole);
}
