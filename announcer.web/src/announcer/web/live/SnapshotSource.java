package announcer.web.live;

import java.util.List;
import java.util.Optional;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import announcer.api.Announcer;
import announcer.api.CacheStatus;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;
import announcer.api.access.Caller;
import announcer.api.access.HttpCredentials;
import announcer.web.bundles.BundleView;

/** The state of the product that the event stream shows, and its JSON. Safe for use by any thread. */
public interface SnapshotSource {
    /** The engine, while it is there. */
    Optional<Announcer> engine();

    /**
     * Returns who a caller is now, without counting as a use of a session: an open page alone must not keep one alive.
     *
     * @param caller who it was
     * @param shown the credentials that it sent then
     * @return empty when it is not let in any more, or when nobody can say
     */
    Optional<Caller> now(Caller caller, HttpCredentials shown);

    JsonElement voices(List<EngineStatus> engines);

    JsonElement cache(Optional<CacheStatus> cache);

    JsonElement bundles(List<BundleView> bundles);

    /** @param whole whether with the bundles, which only administrators see */
    JsonObject snapshot(List<ChannelStatus> channels, Optional<CacheStatus> cache, Optional<Inventory> inventory, boolean whole);
}
