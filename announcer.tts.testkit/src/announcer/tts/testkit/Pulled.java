package announcer.tts.testkit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.SynchronousQueue;

import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;

/** A stopgap: the sound of an engine that pushes, for tests that pull. It goes when the tests speak of the sink. */
final class Pulled implements PcmSource {
    private final PcmFormat format;
    private final SynchronousQueue<ByteBuffer> parts = new SynchronousQueue<>();
    private final Thread thread;
    private volatile Throwable failure;
    private volatile boolean closed;
    private volatile boolean over;
    private ByteBuffer part = ByteBuffer.allocate(0);

    private Pulled(SpeechEngine engine, SpeechRequest request) {
        format = request.voice().format();
        thread = new Thread(() -> speak(engine, request), "testkit: an engine's call");
        thread.setDaemon(true);
    }

    static PcmSource open(SpeechEngine engine, SpeechRequest request) throws SpeechException, InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before it began");
        }
        Pulled pulled = new Pulled(engine, request);
        pulled.thread.start();
        pulled.part = pulled.parts.take();
        if (pulled.failure instanceof SpeechException e) {
            throw e;
        }
        if (pulled.failure instanceof RuntimeException e) {
            throw e;
        }
        return pulled;
    }

    private void speak(SpeechEngine engine, SpeechRequest request) {
        try {
            try {
                engine.synthesize(request, pcm -> {
                    byte[] bytes = new byte[pcm.remaining()];
                    pcm.get(bytes);
                    parts.put(ByteBuffer.wrap(bytes));
                });
            } catch (Exception | Error e) {
                failure = e;
            }
            over = true;
            parts.put(ByteBuffer.allocate(0));
        } catch (InterruptedException e) {
            failure = e;
        }
    }

    @Override
    public PcmFormat format() {
        return format;
    }

    @Override
    public int read(ByteBuffer into) throws IOException, InterruptedException {
        while (!part.hasRemaining() && !over && !closed) {
            part = parts.take();
        }
        if (closed) {
            throw new IOException("it was closed");
        }
        if (!part.hasRemaining()) {
            if (failure != null) {
                throw new IOException(failure.getMessage(), failure);
            }
            return -1;
        }
        int n = Math.min(part.remaining(), into.remaining() / format.bytesPerSampleGroup() * format.bytesPerSampleGroup());
        into.put(part.slice().limit(n));
        part.position(part.position() + n);
        return n;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
