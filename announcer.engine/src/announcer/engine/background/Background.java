package announcer.engine.background;

import java.util.Optional;

import announcer.api.BackgroundStatus;
import announcer.engine.config.BackgroundSettings;
import announcer.engine.config.ChannelSettings;
import announcer.engine.playout.BackgroundTrack;

/** The background sound of one channel, as its settings want it. Control thread only, but for {@link #status}. */
public final class Background {
    private final Backgrounds all;
    private ChannelSettings settings;
    private volatile Backgrounds.Feed feed;

    Background(Backgrounds all, ChannelSettings settings) {
        this.all = all;
        this.settings = settings;
        begin();
    }

    /** Goes by other settings; a source begins anew when it or the format is another one. */
    public void settings(ChannelSettings next) {
        BackgroundSettings b = next.background();
        boolean same = b.source().equals(settings.background().source()) && next.format().equals(settings.format());
        settings = next;
        if (!same) {
            close();
            begin();
        } else if (feed != null) {
            feed.track().levels(b.level(), b.ducked());
        }
    }

    private void begin() {
        feed = settings.background().isSet() ? all.begin(settings) : null;
    }

    /** What the lane mixes in; null: nothing. */
    public BackgroundTrack track() {
        Backgrounds.Feed f = feed;
        return f == null ? null : f.track();
    }

    /** How it is; empty without one. Any thread. */
    public Optional<BackgroundStatus> status() {
        return Optional.ofNullable(feed).map(Background::status);
    }

    private static BackgroundStatus status(Backgrounds.Feed f) {
        BackgroundFeeder.State state = f.feeder().present();
        BackgroundStatus.State heard = state.silence().isPresent()
                ? BackgroundStatus.State.SILENT
                : f.track().isDucked() ? BackgroundStatus.State.DUCKED : BackgroundStatus.State.PLAYING;
        return new BackgroundStatus(f.name(), heard, state.since(), state.silence().or(() -> f.folder().flatMap(FolderSource::remark)));
    }

    /** Ends it; its thread ends by itself. */
    public void close() {
        Backgrounds.Feed f = feed;
        feed = null;
        if (f != null) {
            f.feeder().close();
        }
    }
}
