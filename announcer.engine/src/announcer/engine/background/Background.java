package announcer.engine.background;

import java.nio.file.Path;

import announcer.engine.audio.FilterBank;
import announcer.engine.config.BackgroundSettings;
import announcer.engine.config.ChannelSettings;
import announcer.engine.playout.BackgroundTrack;
import announcer.engine.sound.SoundFiles;

/** The background sound of one channel, as its settings want it: none, or a feeder and its track. Control thread only. */
public final class Background {
    private static final long RETRY_NANOS = 5_000_000_000L;

    /**
     * Where sound comes from; shared by all channels.
     *
     * @param folder to which the settings' folders are relative
     * @param retryNanos how long to wait while nothing can be read
     */
    public record Source(Path folder, SoundFiles files, FilterBank filters, long retryNanos) {
        public Source(Path folder, SoundFiles files, FilterBank filters) {
            this(folder, files, filters, RETRY_NANOS);
        }
    }

    private final Source source;
    private ChannelSettings settings;
    private BackgroundFeeder feeder;

    public Background(Source source, ChannelSettings settings) {
        this.source = source;
        this.settings = settings;
        begin();
    }

    /** Goes by other settings; files begin anew when the folder or the format is another one. */
    public void settings(ChannelSettings next) {
        BackgroundSettings b = next.background();
        boolean same = b.folder().equals(settings.background().folder()) && next.format().equals(settings.format());
        settings = next;
        if (!same) {
            close();
            begin();
        } else if (feeder != null) {
            feeder.track().levels(b.level(), b.ducked());
        }
    }

    private void begin() {
        BackgroundSettings b = settings.background();
        if (!b.folder().isEmpty()) {
            feeder = new BackgroundFeeder(settings.id(), source.folder().resolve(b.folder()), source.files(), source.filters(),
                    new BackgroundTrack(settings.format(), b.level(), b.ducked()), source.retryNanos());
            feeder.start();
        }
    }

    /** What the lane mixes in; null: nothing. */
    public BackgroundTrack track() {
        return feeder == null ? null : feeder.track();
    }

    /** Ends it; its thread ends by itself. */
    public void close() {
        if (feeder != null) {
            feeder.close();
            feeder = null;
        }
    }
}
