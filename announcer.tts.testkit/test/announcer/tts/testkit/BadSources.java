package announcer.tts.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;

import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;

/** Sources that each break the contract once. */
final class BadSources {
    private BadSources() {
    }

    /** Begins with bytes that are not sound. */
    static PcmSource beginningWith(byte[] head, PcmSource inner) {
        return new WrappedSource(inner) {
            private boolean begun;

            @Override
            public int read(ByteBuffer into) throws IOException, InterruptedException {
                if (begun || into.remaining() < head.length) {
                    return super.read(into);
                }
                begun = true;
                into.put(head);
                return head.length;
            }
        };
    }

    static PcmSource empty(PcmFormat format) {
        return new ToneSource(format, 100, 0, 0);
    }

    static PcmSource ofFormat(PcmFormat format, PcmSource inner) {
        return new WrappedSource(inner) {
            @Override
            public PcmFormat format() {
                return format;
            }
        };
    }

    /** High byte first. */
    static PcmSource bigEndian(PcmSource inner) {
        return new WrappedSource(inner) {
            @Override
            public int read(ByteBuffer into) throws IOException, InterruptedException {
                int from = into.position();
                int n = super.read(into);
                for (int i = from; i < from + n; i += 2) {
                    into.putShort(i, Short.reverseBytes(into.getShort(i)));
                }
                return n;
            }
        };
    }

    static PcmSource silent(PcmSource inner) {
        return new WrappedSource(inner) {
            @Override
            public int read(ByteBuffer into) throws IOException, InterruptedException {
                int from = into.position();
                int n = super.read(into);
                for (int i = from; i < from + n; i++) {
                    into.put(i, (byte) 0);
                }
                return n;
            }
        };
    }

    /** Passes on one byte more or less than whole samples. */
    static PcmSource oddBytes(PcmSource inner) {
        return new WrappedSource(inner) {
            @Override
            public int read(ByteBuffer into) throws IOException, InterruptedException {
                int n = super.read(into);
                into.position(into.position() - (n > 2 ? 1 : 0));
                return n > 2 ? n - 1 : n;
            }
        };
    }

    /** Says 0 where it should wait or end. */
    static PcmSource zeroAtTheEnd(PcmSource inner) {
        return new WrappedSource(inner) {
            @Override
            public int read(ByteBuffer into) throws IOException, InterruptedException {
                return Math.max(0, super.read(into));
            }
        };
    }

    /** Believes that every buffer is a whole array. */
    static PcmSource intoArrays(PcmSource inner) {
        return new WrappedSource(inner) {
            @Override
            @SuppressWarnings("ByteBufferBackingArray") // that is what is wrong with it
            public int read(ByteBuffer into) throws IOException, InterruptedException {
                int n = super.read(ByteBuffer.wrap(into.array(), into.position(), into.remaining()));
                into.position(into.position() + Math.max(0, n));
                return n;
            }
        };
    }

    /** Its close does not return. */
    static PcmSource closingForever(PcmSource inner) {
        return new WrappedSource(inner) {
            @Override
            public void close() {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    /** Gives a little, then waits until it is closed; whatever {@code wakes} says, it then ends as if it were complete. */
    static PcmSource stalling(boolean wakes, PcmSource inner) {
        CountDownLatch closed = new CountDownLatch(wakes ? 1 : 2);
        return new WrappedSource(inner) {
            private boolean begun;

            @Override
            public int read(ByteBuffer into) throws IOException, InterruptedException {
                if (!begun) {
                    begun = true;
                    return super.read(into);
                }
                closed.await();
                return -1;
            }

            @Override
            public void close() {
                closed.countDown();
            }
        };
    }

    /** Can be read after it was closed. */
    static PcmSource unclosable(PcmSource inner) {
        return new WrappedSource(inner) {
            @Override
            public void close() {
                // Nothing is closed: that is what is wrong with it.
            }
        };
    }

    /** Drops the caller's interruption. */
    static PcmSource deaf(PcmSource inner) {
        return new WrappedSource(inner) {
            @Override
            public int read(ByteBuffer into) throws IOException, InterruptedException {
                Thread.interrupted();
                return super.read(into);
            }
        };
    }
}
