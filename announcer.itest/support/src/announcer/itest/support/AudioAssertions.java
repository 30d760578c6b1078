package announcer.itest.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import announcer.bench.audio.Recording;
import announcer.bench.audio.SampleRange;
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
    public static SampleRange heardOnce(Recording r) {
        List<SampleRange> voiced = Voicing.UTTERANCES.segments(r);
        assertThat(voiced).as("utterances in a recording of " + r.seconds() + " s").hasSize(1);
        return voiced.get(0);
    }

    /** Outside of the utterance there is silence, as good as the codec can. */
    public static void silentBesides(Recording r, SampleRange utterance) {
        SampleRange wide = utterance.widened(r.groupsIn(SMEAR_MILLIS), r.whole());
        for (SampleRange s : List.of(new SampleRange(0, wide.start()), new SampleRange(wide.end(), r.length()))) {
            if (s.length() > 0) {
                assertThat(r.peakDbfs(s)).as("level outside of the utterance, in " + s).isLessThan(QUIET_DBFS);
            }
        }
    }

    /** The utterance begins and ends without a click. */
    public static void noClickAtTheEnds(Recording r, SampleRange utterance) {
        int reach = r.groupsIn(3);
        SampleRange start = new SampleRange(utterance.start(), utterance.start()).widened(reach, r.whole());
        SampleRange end = new SampleRange(utterance.end(), utterance.end()).widened(reach, r.whole());
        assertThat(r.largestStep(start)).as("step at the beginning").isLessThan(CLICK);
        assertThat(r.largestStep(end)).as("step at the end").isLessThan(CLICK);
    }
}
