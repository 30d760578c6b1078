package announcer.web.live;

import java.util.List;

import com.google.gson.JsonElement;

import announcer.web.bundles.BundleView;

/** What events tell beside what the engine knows. Safe for use by any thread. */
public interface Surroundings {
    /** All bundles. May take a while. */
    List<BundleView> bundles();

    /** What of the product rests on this system, in sentences. */
    JsonElement resting();

    /** The product's version, and what it runs on. */
    JsonElement product();
}
