package announcer.tts.testkit;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

import announcer.api.speech.PcmSink;

/** Sinks between a correct engine and the caller's sink, each of which breaks the contract once. */
final class BadSinks {
    private BadSinks() {
    }

    private static ByteBuffer copy(ByteBuffer pcm) {
        return ByteBuffer.allocate(pcm.remaining()).put(pcm).flip();
    }

    /** Begins with bytes that are not sound. */
    static PcmSink beginningWith(byte[] head, PcmSink sink) {
        boolean[] begun = new boolean[1];
        return pcm -> {
            if (!begun[0]) {
                begun[0] = true;
                sink.write(ByteBuffer.wrap(head));
            }
            sink.write(pcm);
        };
    }

    /** High byte first. */
    static PcmSink bigEndian(PcmSink sink) {
        return pcm -> {
            for (int i = 0; i < pcm.limit(); i += 2) {
                pcm.putShort(i, Short.reverseBytes(pcm.getShort(i)));
            }
            sink.write(pcm);
        };
    }

    static PcmSink silent(PcmSink sink) {
        return pcm -> sink.write(ByteBuffer.allocate(pcm.remaining()));
    }

    /** Passes on one byte less than whole samples, and does not care what becomes of the call. */
    static PcmSink oddBytes(PcmSink sink) {
        return pcm -> sink.write(pcm.limit(pcm.limit() - 1));
    }

    /** Has one buffer for all parts, and two parts under way. */
    static PcmSink overwritingWhenSlow(PcmSink sink) {
        long[] last = {System.nanoTime()};
        return pcm -> {
            // From the beginning of one write to that of the next: the time of a slow sink is in it.
            long now = System.nanoTime();
            boolean late = now - last[0] > 15_000_000;
            last[0] = now;
            if (!late) {
                sink.write(pcm);
            }
        };
    }

    /** Writes on after the sink has thrown, and passes the exception on at the end. */
    static PcmSink writingOn(PcmSink sink) {
        Deque<InterruptedException> thrown = new ArrayDeque<>();
        return pcm -> {
            try {
                sink.write(copy(pcm));
            } catch (InterruptedException e) {
                thrown.add(e);
                if (thrown.size() > 3) {
                    throw e;
                }
            }
        };
    }

    /** Drops the caller's interruption before each part. */
    static PcmSink deaf(PcmSink sink) {
        return pcm -> {
            Thread.interrupted();
            sink.write(pcm);
        };
    }
}
