package announcer.itest.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import announcer.itest.support.browser.Browser;

/** Deque's axe-core, asked what is wrong with a page for somebody who cannot see it well, or has no mouse. */
public final class Axe {
    private Axe() {
    }

    /** The faults of impact serious or critical, each in a line with the elements at fault. */
    public static List<String> faults(Browser browser) throws IOException {
        return faults(browser, true);
    }

    /** The same; without a look at colours, which is most of the work, for a page that differs by its words from one that was looked at. */
    public static List<String> faults(Browser browser, boolean colours) throws IOException {
        if (!browser.script("return typeof window.axe").equals("object")) {
            browser.script(source());
        }
        Object answer = browser.asyncScript("const done = arguments[arguments.length - 1];"
                + "axe.run(document, {resultTypes: ['violations'], rules: {'color-contrast': {enabled: arguments[0]}}}).then(r => done(JSON.stringify(r.violations)), e => done('\"' + e + '\"'));",
                colours);
        JsonElement parsed = JsonParser.parseString(String.valueOf(answer));
        if (!parsed.isJsonArray()) {
            throw new AssertionError("axe could not run: " + answer);
        }
        List<String> found = new ArrayList<>();
        for (JsonElement e : parsed.getAsJsonArray()) {
            JsonObject fault = e.getAsJsonObject();
            String impact = String.valueOf(fault.get("impact"));
            if (impact.contains("serious") || impact.contains("critical")) {
                found.add(impact + " " + fault.get("id").getAsString() + ": " + fault.get("help").getAsString() + " "
                        + where(fault.getAsJsonArray("nodes")));
            }
        }
        return found;
    }

    private static String where(JsonArray nodes) {
        List<String> elements = new ArrayList<>();
        for (JsonElement node : nodes) {
            elements.add(new Gson().toJson(node.getAsJsonObject().get("target")) + " " + node.getAsJsonObject().get("html").getAsString());
        }
        return elements.size() > 5 ? elements.subList(0, 5) + " and " + (elements.size() - 5) + " more" : elements.toString();
    }

    private static String source() throws IOException {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
