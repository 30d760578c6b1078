package announcer.web.bundles;

import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import announcer.lib.json.JsonValues;

/**
 * The state of a bundle as the API shows it.
 *
 * @param id the framework's number of it
 * @param name its symbolic name
 * @param version its version
 * @param title what it is called for people
 * @param state ACTIVE, RESOLVED, INSTALLED, STARTING or STOPPING
 * @param problem why it is not ACTIVE though it should be, or does nothing though it is; of one that rests, why it does
 * @param detail the same in the framework's own words, where it said something
 * @param startLevel at which level of the framework it starts
 * @param ours whether it is one of Announcer's
 * @param rests whether it is for another operating system
 * @param partOf the symbolic name of the bundle that it is attached to as a fragment; empty when it is none, or is not attached
 */
public record BundleView(long id, String name, String version, String title, String state, Optional<String> problem,
        Optional<String> detail, int startLevel, boolean ours, boolean rests, Optional<String> partOf) {
    /** Makes the JSON of a bundle. */
    public JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("id", id);
        json.addProperty("name", name);
        json.addProperty("version", version);
        json.addProperty("title", title);
        json.addProperty("state", state);
        json.add("problem", JsonValues.text(problem));
        json.add("detail", JsonValues.text(detail));
        json.addProperty("startLevel", startLevel);
        json.addProperty("ours", ours);
        json.addProperty("rests", rests);
        json.add("partOf", JsonValues.text(partOf));
        return json;
    }

    /** Makes {@code {"bundles": [...]}}. */
    public static JsonObject json(Iterable<BundleView> bundles) {
        JsonArray array = new JsonArray();
        bundles.forEach(bundle -> array.add(bundle.json()));
        JsonObject json = new JsonObject();
        json.add("bundles", array);
        return json;
    }
}
