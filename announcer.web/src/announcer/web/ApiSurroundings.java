package announcer.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;

import announcer.web.bundles.BundleView;
import announcer.web.bundles.Bundles;
import announcer.web.live.Surroundings;

/** What the events tell of the product around the engine. */
final class ApiSurroundings implements Surroundings {
    private final Optional<Bundles> bundles;
    private final Supplier<String> resting;

    /** @param resting a sentence a line; null when nothing rests */
    ApiSurroundings(Optional<Bundles> bundles, Supplier<String> resting) {
        this.bundles = bundles;
        this.resting = resting;
    }

    @Override
    public List<BundleView> bundles() {
        return bundles.map(Bundles::all).orElse(List.of());
    }

    @Override
    public JsonElement resting() {
        JsonArray sentences = new JsonArray();
        Optional.ofNullable(resting.get()).ifPresent(said -> said.lines().forEach(sentences::add));
        return sentences;
    }

    @Override
    public JsonElement product() {
        return JsonNull.INSTANCE;
    }
}
