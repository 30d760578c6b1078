package announcer.bench.chaos;

import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;

import announcer.bench.rtsp.Arrivals;
import announcer.bench.rtsp.RtpPacket;
import announcer.bench.rtsp.RtspProbe;

/** A player of one channel that comes back whenever its server has sent it away. Safe for use by any thread. */
final class Listener implements AutoCloseable {
    private static final long AGAIN_MILLIS = 50;

    private final Supplier<String> url;
    private final Thread thread;
    private final Arrivals arrivals = new Arrivals();
    private volatile boolean closed;

    /** @param url asked for anew before each connection */
    Listener(String channel, Supplier<String> url) {
        this.url = url;
        thread = new Thread(this::listen, "bench-chaos-listener-" + channel);
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (!closed) {
            try (RtspProbe probe = RtspProbe.play(url.get())) {
                int seen = 0;
                while (!closed && probe.ended().isEmpty()) {
                    Thread.sleep(AGAIN_MILLIS);
                    List<RtpPacket> more = probe.packetsFrom(seen);
                    seen += more.size();
                    more.forEach(packet -> arrivals.add(packet.arrivalNanos()));
                }
            } catch (IOException | RuntimeException e) {
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AGAIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The packets that have come. */
    Arrivals arrivals() {
        return arrivals;
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
