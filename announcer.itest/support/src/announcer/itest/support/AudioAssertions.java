package announcer.itest.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import announcer.bench.audio.Recording;
import announcer.bench.audio.Segment;
import announcer.bench.audio.Voicing;

/** What a listener demands of a recording. */
public final class AudioAssertions {
    /** What a lossy codec may leave of silence. */
    public static final double QUIET_DBFS = -70;
    /** AAC smears the edge of a sound over its window of 1024 samples at 48 kHz, 21 ms, on both sides; the rest is the decoder's overlap. */
    public static final int SMEAR_MILLIS = 60;
    /** A step of a tenth of full scale between neighbours at a join is a click; the fades of the product leave far less. */
    private static final int CLICK = 3_276;

    private AudioAssertions() {
    }

    /** Exactly one utterance is in the recording; returns where. */
    public static Segment heardOnce(Recording r) {
        List<Segment> voiced = Voicing.UTTERANCES.segments(r);
        assertThat(voiced).as("utterances in a recording of " + r.seconds() + " s").hasSize(1);
        return voiced.get(0);
    }

    /** Outside of the utterance there is silence, as good as the codec can. */
    public static void silentBesides(Recording r, Segment utterance) {
        Segment wide = utterance.widened(r.groupsIn(SMEAR_MILLIS), r.whole());
        for (Segment s : List.of(new Segment(0, wide.start()), new Segment(wide.end(), r.length()))) {
            if (s.length() > 0) {
                assertThat(r.peakDbfs(s)).as("level outside of the utterance, in " + s).isLessThan(QUIET_DBFS);
            }
        }
    }

    /** The utterance begins and ends without a click. */
    public static void noClickAtTheEnds(Recording r, Segment utterance) {
        int reach = r.groupsIn(3);
        Segment start = new Segment(utterance.start(), utterance.start()).widened(reach, r.whole());
        Segment end = new Segment(utterance.end(), utterance.end()).widened(reach, r.whole());
        assertThat(r.largestStep(start)).as("step at the beginning").isLessThan(CLICK);
        assertThat(r.largestStep(end)).as("step at the end").isLessThan(CLICK);
    }
}
