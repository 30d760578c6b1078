package announcer.bench.pacer.engine;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

import announcer.api.stream.MediaPipe;
import announcer.bench.pacer.PacerUnderTest;

/** The engine's own pacer and lanes, into pipes that take everything and do nothing with it: what is measured is the engine's alone. */
public final class EnginePacer implements PacerUnderTest {
    @Override
    public String name() {
        return "engine, pipes that do nothing";
    }

    @Override
    public Running start(int channels, LongConsumer lateness) throws Exception {
        LaneLoad load = new LaneLoad();
        for (int i = 0; i < channels; i++) {
            load.add(new Nothing(), lateness);
        }
        load.awaitReaders();
        return load;
    }

    static final class Nothing implements MediaPipe {
        @Override
        public String inputUrl() {
            return "nothing:";
        }

        @Override
        public boolean connected() {
            return true;
        }

        @Override
        public int write(ByteBuffer media) {
            int bytes = media.remaining();
            media.position(media.limit());
            return bytes;
        }

        @Override
        public void disconnect() {
            // There is nobody.
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }
}
