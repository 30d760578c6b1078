package announcer.bench.pacer.engine;

import java.time.InstantSource;
import java.util.function.LongConsumer;

import announcer.bench.pacer.PacerUnderTest;
import announcer.engine.playout.FrameTaps;
import announcer.lib.time.MonotonicClock;

/**
 * As {@link EnginePacer}, with a listener on every channel. Nobody reads what they hear: the pacer wakes nobody, so that its part is the
 * same, and a thousand readers would be what is measured.
 */
public final class EnginePacerHeard implements PacerUnderTest {
    @Override
    public String name() {
        return "engine, pipes that do nothing, a listener each";
    }

    @Override
    public Running start(int channels, LongConsumer lateness) throws Exception {
        LaneLoad load = new LaneLoad();
        for (int i = 0; i < channels; i++) {
            FrameTaps taps = new FrameTaps("bench-" + i, LaneLoad.FORMAT, MonotonicClock.SYSTEM, InstantSource.system());
            taps.listen();
            load.add(new EnginePacer.Nothing(), lateness, taps);
        }
        load.awaitReaders();
        return load;
    }
}
