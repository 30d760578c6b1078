package announcer.itest.browser.morning;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.google.gson.JsonObject;

import announcer.bench.audio.Recording;
import announcer.bench.audio.SampleRange;
import announcer.bench.audio.StreamRecorder;
import announcer.bench.audio.Voicing;

/**
 * A player of the stream from now on. A stream has no gaps, so that each sample tells its time: the utterances that were heard are those of
 * the calls when there are as many, and each begins as long after the first as the API says of its call.
 */
final class HeardStream implements AutoCloseable {
    private static final int RATE_HZ = 24_000;
    private static final Duration LONGEST = Duration.ofMinutes(3);
    /** The two languages of a call are one utterance; between two calls there are 300 ms. */
    private static final Voicing CALLS = new Voicing(-40, -60, 200, 60);
    /** A third of the least time from call to call. */
    private static final double UNLIKE_MILLIS = 250;

    private final StreamRecorder player;

    HeardStream(String url) throws IOException {
        player = StreamRecorder.play(url, RATE_HZ, LONGEST);
        player.hear(Duration.ofMillis(500));
    }

    /** Waits until what was sent by now is here. */
    void catchUp() {
        player.hear(Duration.ofMillis(1_000));
    }

    /** Each of these calls was heard once, in this order, and nothing else. */
    void assertHeard(List<JsonObject> calls) {
        Recording recording = player.soFar();
        List<SampleRange> heard = CALLS.segments(recording);
        List<String> numbers = calls.stream().map(Office::number).toList();
        assertThat(heard).as("utterances in %.1f s, of the calls %s", recording.seconds(), numbers).hasSize(calls.size());
        List<Double> late = new ArrayList<>();
        Instant first = Office.started(calls.get(0));
        for (int i = 0; i < calls.size(); i++) {
            double told = Duration.between(first, Office.started(calls.get(i))).toMillis();
            late.add(recording.millisOf(heard.get(i).start() - heard.get(0).start()) - told);
        }
        double spread = late.stream().mapToDouble(d -> d).max().orElseThrow() - late.stream().mapToDouble(d -> d).min().orElseThrow();
        assertThat(spread).as("utterances are heard when the API says that their calls began; ms off: %s", late).isLessThan(UNLIKE_MILLIS);
        System.out.printf("heard: %d calls in %.1f s, each once and in order; their beginnings are off by %.0f ms at most%n", calls.size(),
                recording.seconds(), spread);
    }

    @Override
    public void close() {
        player.close();
    }
}
