package announcer.bench.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Reads the product's event stream and counts what comes. One thread of its own. */
public final class EventTap implements AutoCloseable {
    private static final int BUFFER = 65_536;

    private final InputStream in;
    private final Thread thread = new Thread(this::run, "bench-event-tap");
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong events = new AtomicLong();
    private final long begun = System.nanoTime();
    private volatile long firstEventNanos = -1;
    private volatile long firstEventBytes;

    private EventTap(InputStream in) {
        this.in = in;
        thread.setDaemon(true);
        thread.start();
    }

    /** Opens the stream with levels, as the tab does. */
    public static EventTap open(HttpTestClient client) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(client.base() + "/api/events?levels=true")).timeout(Duration.ofSeconds(20))
                .header("Authorization", client.header("Authorization")).header("Accept", "text/event-stream").build();
        HttpResponse<InputStream> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofInputStream());
        if (answer.statusCode() != 200) {
            answer.body().close();
            throw new IOException("/api/events was answered " + answer.statusCode());
        }
        return new EventTap(answer.body());
    }

    private void run() {
        byte[] buffer = new byte[BUFFER];
        boolean lineEnded = false;
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                for (int i = 0; i < n; i++) {
                    boolean end = buffer[i] == '\n';
                    // An event ends with an empty line.
                    if (end && lineEnded) {
                        if (events.incrementAndGet() == 1) {
                            firstEventBytes = bytes.get() + i + 1;
                            firstEventNanos = System.nanoTime() - begun;
                        }
                    }
                    lineEnded = end;
                }
                bytes.addAndGet(n);
            }
        } catch (IOException e) {
            // Closed, from either side; the counts tell how far it came.
            return;
        }
    }

    /** Bytes so far. */
    public long bytes() {
        return bytes.get();
    }

    /** Events so far, those that only show that the stream is alive among them. */
    public long events() {
        return events.get();
    }

    /** Bytes of the first event: the snapshot. */
    public long snapshotBytes() {
        return firstEventBytes;
    }

    /** From the answer's headers to the end of the first event, in milliseconds; negative: it has not come. */
    public double snapshotMillis() {
        return firstEventNanos / 1e6;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
