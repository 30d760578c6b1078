package announcer.web.live;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import announcer.api.Announcer;
import announcer.api.CacheStatus;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;
import announcer.api.access.AccessControl;
import announcer.api.access.Caller;
import announcer.api.access.Credential;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Session;
import announcer.web.bundles.BundleView;
import announcer.web.engine.BundleIdLookup;
import announcer.web.engine.CacheResource;
import announcer.web.engine.ProductInfo;
import announcer.web.engine.VoiceJson;
import announcer.lib.json.JsonValues;

/** Renders the state of the running product as JSON. */
public final class SnapshotRenderer implements SnapshotSource {
    private final Supplier<Optional<Announcer>> engine;
    private final Supplier<Optional<AccessControl>> access;
    private final ProductInfo product;
    private final BundleIdLookup ids;

    /**
     * @param engine the engine, while it is there
     * @param access decides whether a client may stay, while it is there
     * @param ids numbers of the engines' bundles
     */
    public SnapshotRenderer(Supplier<Optional<Announcer>> engine, Supplier<Optional<AccessControl>> access, ProductInfo product,
            BundleIdLookup ids) {
        this.engine = engine;
        this.access = access;
        this.product = product;
        this.ids = ids;
    }

    @Override
    public Optional<Announcer> engine() {
        return engine.get();
    }

    @Override
    public Optional<Caller> now(Caller caller, HttpCredentials shown) {
        return access.get().flatMap(control -> caller.credential() == Credential.SESSION
                ? shown.session().flatMap(control::session).map(Session::caller)
                : control.admit(shown, true).caller());
    }

    @Override
    public JsonElement voices(List<EngineStatus> engines) {
        return VoiceJson.of(engines, voice -> true, ids);
    }

    @Override
    public JsonElement cache(Optional<CacheStatus> cache) {
        return JsonValues.orNull(cache, CacheResource::json);
    }

    @Override
    public JsonElement bundles(List<BundleView> bundles) {
        return BundleView.json(bundles);
    }

    @Override
    public JsonObject snapshot(List<ChannelStatus> channels, Optional<CacheStatus> cache, Optional<Inventory> known, boolean whole) {
        JsonObject json = new JsonObject();
        JsonArray all = new JsonArray();
        channels.forEach(channel -> all.add(ChannelDiff.json(channel)));
        json.add("channels", all);
        VoiceJson.of(known.map(Inventory::engines).orElse(List.of()), voice -> true, ids).entrySet()
                .forEach(member -> json.add(member.getKey(), member.getValue()));
        json.add("cache", cache(cache));
        json.add("resting", product.resting());
        if (whole) {
            json.add("bundles", BundleView.json(known.flatMap(Inventory::bundles).orElse(List.of())).get("bundles"));
        }
        json.add("product", product.json());
        return json;
    }
}
