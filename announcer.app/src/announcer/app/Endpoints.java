package announcer.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import com.google.gson.JsonObject;

/**
 * The addresses of the running product. A missing one is an empty text.
 *
 * @param http base address of the HTTP API, with a slash at its end
 * @param rtsp where players hear the channel main
 * @param console the web console
 */
record Endpoints(String http, String rtsp, String console) {
    /** Makes the endpoints of a listener's base address and the RTSP address of main; either may be empty. */
    static Endpoints of(String http, String rtsp) {
        String base = http.isEmpty() || http.endsWith("/") ? http : http + "/";
        return new Endpoints(base, rtsp, base.isEmpty() ? "" : base + "system/console");
    }

    boolean isComplete() {
        return !http.isEmpty() && !rtsp.isEmpty();
    }

    String json() {
        JsonObject object = new JsonObject();
        object.addProperty("http", http);
        object.addProperty("rtsp", rtsp);
        object.addProperty("console", console);
        return object.toString();
    }

    /** Replaces the file in one step: who reads it sees all of it or none. */
    void write(Path file) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        Files.writeString(temporary, json() + "\n", StandardCharsets.UTF_8);
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
