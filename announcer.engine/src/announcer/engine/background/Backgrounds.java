package announcer.engine.background;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.StreamPlayer;
import announcer.engine.audio.FilterBank;
import announcer.engine.config.ChannelSettings;
import announcer.engine.playout.BackgroundTrack;
import announcer.engine.sound.SoundFiles;
import announcer.engine.util.RankedServices;
import announcer.lib.retry.ExponentialBackoff;
import announcer.lib.time.Deadline;
import announcer.lib.time.MonotonicClock;

/** All channels' background sound: its threads belong here. Any thread. */
public final class Backgrounds {
    private static final Logger LOG = LoggerFactory.getLogger("announcer.engine");

    /**
     * Where sound comes from.
     *
     * @param folder to which the settings' folders are relative
     * @param backoff how long to wait while nothing can be heard
     */
    public record Surroundings(Path folder, SoundFiles files, FilterBank filters, RankedServices<StreamPlayer> players,
            MonotonicClock clock,
            InstantSource wall, ExponentialBackoff backoff) {
        public Surroundings(Path folder, SoundFiles files, FilterBank filters, RankedServices<StreamPlayer> players, MonotonicClock clock,
                InstantSource wall) {
            this(folder, files, filters, players, clock, wall, new ExponentialBackoff(Duration.ofSeconds(1), Duration.ofSeconds(15)));
        }
    }

    private final Surroundings around;
    private final Set<BackgroundFeeder> feeders = ConcurrentHashMap.newKeySet();

    public Backgrounds(Surroundings around) {
        this.around = around;
    }

    /** One channel's, by its settings. */
    public Background of(ChannelSettings settings) {
        return new Background(this, settings);
    }

    /** What a source gives, until it is closed. */
    record Feed(BackgroundFeeder feeder, BackgroundTrack track, String name, Optional<FolderSource> folder) {}

    /** Begins to play; the settings must name a source. */
    Feed begin(ChannelSettings settings) {
        var b = settings.background();
        BackgroundTrack track = new BackgroundTrack(settings.format(), b.level(), b.ducked());
        Optional<FolderSource> folder = b.isStream()
                ? Optional.empty()
                : Optional.of(new FolderSource(around.folder().resolve(b.source()), around.files(), around.filters(),
                        (file, why) -> LOG.warn("background sound of channel {} leaves out {}: {}", settings.id(), file, why)));
        SoundSource source = folder.<SoundSource>map(f -> f)
                .orElseGet(() -> new StreamSource(b.source(), around.players(), around.clock()));
        BackgroundFeeder[] made = new BackgroundFeeder[1];
        made[0] = new BackgroundFeeder(settings.id(), source, track, around, () -> feeders.remove(made[0]));
        feeders.add(made[0]);
        made[0].start();
        return new Feed(made[0], track, b.name(), folder);
    }

    /** Ends all, and waits for that, so long at most. */
    public void stop(Duration limit) {
        feeders.forEach(BackgroundFeeder::close);
        Deadline last = Deadline.after(around.clock().nanoTime(), limit);
        try {
            for (BackgroundFeeder f : feeders) {
                f.join(Math.max(1, last.nanosLeft(around.clock().nanoTime()) / 1_000_000));
                if (f.isAlive()) {
                    LOG.error("{} does not end; it is left behind", f.getName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
