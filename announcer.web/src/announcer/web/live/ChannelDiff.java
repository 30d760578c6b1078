package announcer.web.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import announcer.api.ChannelStatus;
import announcer.api.PacingStatus;
import announcer.web.engine.ChannelJson;
import announcer.web.http.Json;

/** Tells what is new about the channels since it was asked last. For one thread. */
final class ChannelDiff {
    private static final double STEPS_PER_DB = 10;

    private Map<String, ComparableChannel> known = new LinkedHashMap<>();
    private Map<String, Double> levels = new TreeMap<>();

    /**
     * Takes the channels as they are now for what is known.
     *
     * @param changed told of each channel that has come or is not as it was, as it is to be shown
     * @param gone told of the id of each that is no more
     */
    void update(List<ChannelStatus> channels, Consumer<ChannelStatus> changed, Consumer<String> gone) {
        Map<String, ComparableChannel> now = new LinkedHashMap<>();
        for (ChannelStatus channel : channels) {
            ComparableChannel picture = ComparableChannel.of(channel);
            now.put(channel.id(), picture);
            if (!picture.equals(known.get(channel.id()))) {
                changed.accept(channel);
            }
        }
        known.keySet().stream().filter(id -> !now.containsKey(id)).forEach(gone);
        known = now;
    }

    /** The levels that have changed, to a tenth of a dB; with {@code null} for silence. */
    JsonObject levels(List<ChannelStatus> channels) {
        JsonObject json = new JsonObject();
        Map<String, Double> now = new TreeMap<>();
        for (ChannelStatus channel : channels) {
            double level = Math.rint(channel.peakDbfs() * STEPS_PER_DB) / STEPS_PER_DB;
            now.put(channel.id(), level);
            if (!Objects.equals(levels.get(channel.id()), level)) {
                json.add(channel.id(), Json.number(level));
            }
        }
        levels = now;
        return json;
    }

    /** How those that are on the air keep time. */
    static JsonObject pacing(List<ChannelStatus> channels) {
        JsonObject json = new JsonObject();
        channels.stream().filter(ChannelStatus::onAir).forEach(channel -> json.add(channel.id(), pacing(channel.pacing())));
        return json;
    }

    /** A channel as the events show it: of what waits, the first only. */
    static JsonObject json(ChannelStatus channel) {
        JsonObject json = ChannelJson.of(ComparableChannel.shortened(channel));
        json.addProperty("queueLength", channel.queued().size());
        return json;
    }

    private static JsonArray pacing(PacingStatus pacing) {
        JsonArray json = new JsonArray();
        json.add(Json.number(pacing.driftMillis()));
        json.add(pacing.latenessP50Micros());
        json.add(pacing.latenessP99Micros());
        json.add(pacing.latenessMaxMicros());
        json.add(pacing.framesWritten());
        return json;
    }
}
