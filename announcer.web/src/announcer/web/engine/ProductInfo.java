package announcer.web.engine;

import java.time.Instant;
import java.util.function.Supplier;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/**
 * The version and the start of the running product.
 *
 * @param version the product's version
 * @param started when it was started
 * @param rest tells what of it rests on this system: a sentence a line; null or empty when nothing does
 */
public record ProductInfo(String version, Instant started, Supplier<String> rest) {
    public JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("version", version);
        json.addProperty("started", started.toString());
        json.addProperty("java", System.getProperty("java.version") + " (" + System.getProperty("java.vendor") + ")");
        json.addProperty("os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " (" + System.getProperty("os.arch") + ")");
        return json;
    }

    /** Returns the sentences about parts for another operating system. */
    public JsonArray resting() {
        JsonArray sentences = new JsonArray();
        String lines = rest.get();
        if (lines != null) {
            lines.lines().forEach(sentences::add);
        }
        return sentences;
    }
}
