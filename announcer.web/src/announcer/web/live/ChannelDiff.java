package announcer.web.live;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import announcer.api.ChannelStatus;
import announcer.api.PacingStatus;
import announcer.lib.json.ApiJson;
import announcer.lib.json.JsonValues;

/** The difference between the channels now and the channels as clients know them. For one thread. */
final class ChannelDiff {
    private static final double STEPS_PER_DB = 10;

    private final Consumer<ChannelStatus> changed;
    private final Consumer<String> gone;
    private final Map<String, ComparableChannel> known = new LinkedHashMap<>();
    private final Map<String, Double> levels = new TreeMap<>();
    private final Set<String> audible = new HashSet<>();

    /**
     * @param changed told of each channel that has come or is not as it was
     * @param gone told of the id of each channel that is no more
     */
    ChannelDiff(Consumer<ChannelStatus> changed, Consumer<String> gone) {
        this.changed = changed;
        this.gone = gone;
    }

    /** Takes the state of all channels. */
    void updateAll(List<ChannelStatus> channels) {
        Set<String> left = new HashSet<>(known.keySet());
        channels.forEach(channel -> {
            left.remove(channel.id());
            update(channel.id(), Optional.of(channel));
        });
        left.forEach(id -> update(id, Optional.empty()));
    }

    /**
     * Takes the state of one channel.
     *
     * @param now empty when there is no such channel
     */
    void update(String id, Optional<ChannelStatus> now) {
        if (now.isEmpty()) {
            audible.remove(id);
            levels.remove(id);
            if (known.remove(id) != null) {
                gone.accept(id);
            }
            return;
        }
        ChannelStatus channel = now.get();
        if (channel.speaking().isPresent() || Double.isFinite(channel.peakDbfs())) {
            audible.add(id);
        } else {
            audible.remove(id);
        }
        ComparableChannel comparable = ComparableChannel.of(channel);
        if (!comparable.equals(known.put(id, comparable))) {
            changed.accept(channel);
        }
    }

    /** Returns the ids of the channels whose level may change without any event: those that speak, or were not silent when last seen. */
    Set<String> audible() {
        return Set.copyOf(audible);
    }

    /** Returns the levels of these channels that have changed, to a tenth of a dB; with {@code null} for silence. */
    JsonObject levels(List<ChannelStatus> channels) {
        JsonObject json = new JsonObject();
        channels.forEach(channel -> {
            double level = Math.rint(channel.peakDbfs() * STEPS_PER_DB) / STEPS_PER_DB;
            if (!Objects.equals(levels.put(channel.id(), level), level)) {
                json.add(channel.id(), JsonValues.number(level));
            }
        });
        return json;
    }

    /** Returns how well the channels that are on the air keep time. */
    static JsonObject pacing(List<ChannelStatus> channels) {
        JsonObject json = new JsonObject();
        channels.stream().filter(ChannelStatus::onAir).forEach(channel -> json.add(channel.id(), pacing(channel.pacing())));
        return json;
    }

    /** Returns a channel as the events show it: with the first of its queue only. */
    static JsonObject json(ChannelStatus channel) {
        JsonObject json = ApiJson.channel(ComparableChannel.shortened(channel));
        json.addProperty("queueLength", channel.queued().size());
        return json;
    }

    private static JsonArray pacing(PacingStatus pacing) {
        JsonArray json = new JsonArray();
        json.add(JsonValues.number(pacing.driftMillis()));
        json.add(pacing.latenessP50Micros());
        json.add(pacing.latenessP99Micros());
        json.add(pacing.latenessMaxMicros());
        json.add(pacing.framesWritten());
        return json;
    }
}
