package announcer.ffmpeg;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.osgi.service.component.annotations.Component;

import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.Urls;

/** A channel that ffmpeg would publish must have a destination that it can publish to: it would fail for ever otherwise. */
@Component(property = ConfigurationCheck.PIDS + "=announcer.channel")
public final class DestinationCheck implements ConfigurationCheck {
    /** The values of {@code pusher} that leave the choice to the engine, or name this one. */
    private static final Set<String> OURS = Set.of("", "auto", FfmpegPusher.NAME);

    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        String destination = text(values, "destination");
        String scheme = destination.toLowerCase(Locale.ROOT);
        if (!destination.isEmpty() && OURS.contains(text(values, "pusher")) && !scheme.startsWith("rtsp://")
                && !scheme.startsWith("rtsps://")) {
            throw new InvalidConfigurationException("destination", "destination is \"" + Urls.masked(destination)
                    + "\"; ffmpeg publishes to rtsp:// or rtsps:// only. For another kind name the pusher that can do it");
        }
    }

    private static String text(Map<String, Object> values, String key) {
        return String.valueOf(values.getOrDefault(key, "")).strip();
    }
}
