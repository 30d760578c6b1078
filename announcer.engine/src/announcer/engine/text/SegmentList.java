package announcer.engine.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pieces as they are found, and the pauses between them: what breaks add up to, or else the longest that the text asks for. */
final class SegmentList {
    private final List<Segment> pieces = new ArrayList<>();
    private Segment last;
    private Duration gap = Duration.ZERO;
    private Optional<Duration> rest = Optional.empty();

    /** A pause where the text alone asks for one. */
    void gap(Duration duration) {
        if (duration.compareTo(gap) > 0) {
            gap = duration;
        }
    }

    /** A pause that is asked for in so many words, which takes the place of any other. */
    void rest(Duration duration) {
        rest = Optional.of(rest.orElse(Duration.ZERO).plus(duration));
    }

    void add(SsmlToken.Speaker speaker, List<TextRun> runs) {
        close(gap);
        last = new Segment(speaker.voice(), speaker.language(), runs, Duration.ZERO);
    }

    List<Segment> finish() {
        close(Duration.ZERO);
        return List.copyOf(pieces);
    }

    private void close(Duration pause) {
        if (last != null) {
            pieces.add(new Segment(last.voice(), last.language(), last.runs(), rest.orElse(pause)));
        } else if (!rest.orElse(Duration.ZERO).isZero()) {
            pieces.add(new Segment(Optional.empty(), Optional.empty(), List.of(), rest.get()));
        }
        last = null;
        gap = Duration.ZERO;
        rest = Optional.empty();
    }
}
