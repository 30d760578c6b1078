package announcer.web;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.ChannelStatus;
import announcer.lib.time.MonotonicClock;
import announcer.web.http.RequestLimits;

/**
 * Prints what the event stream costs with 100 channels that have 1,000 announcements queued each; not a test. Run its {@code main} with
 * the tests' class path.
 */
final class EventsFigures {
    private static final int CHANNELS = 100;
    private static final int QUEUE = 1000;
    private static final int SECONDS = 10;

    private final LiveAnnouncer engine = new LiveAnnouncer();
    private final AtomicLong bytes = new AtomicLong();
    private final List<AnnouncementStatus> queue = IntStream.range(0, QUEUE)
            .mapToObj(i -> LiveAnnouncer.announcement("a" + i, "main", AnnouncementState.QUEUED)).toList();
    private long round;

    private EventsFigures() {
    }

    public static void main(String[] arguments) throws Exception {
        new EventsFigures().measure(arguments.length == 0 ? 1 : Integer.parseInt(arguments[0]));
    }

    private void measure(int clients) throws Exception {
        ApiServer server = new ApiServer(new RequestLimits(10_000, 60, 20, 0), Optional.empty(), MonotonicClock.SYSTEM);
        change(0);
        server.servlet.setAnnouncer(engine);
        for (int i = 0; i < clients; i++) {
            InputStream body = server.client.send(server.to("events?levels=true").build(), BodyHandlers.ofInputStream()).body();
            Thread reader = new Thread(() -> read(body), "reader");
            reader.setDaemon(true);
            reader.start();
        }
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
        System.out.println(clients + " clients; snapshot: " + bytes.get() / clients + " bytes each");
        figures("idle, all on the air", server, 0);
        figures("10 speaking, each 1 announcement in 2 s", server, 10);
        figures("100 speaking, each 1 announcement in 2 s", server, 100);
        server.close();
    }

    private void read(InputStream body) {
        byte[] buffer = new byte[65_536];
        try (body) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                bytes.addAndGet(n);
            }
        } catch (IOException e) {
            // The end.
        }
    }

    /** An engine makes new states for every look: nothing is the same object twice. */
    private void change(int speaking) {
        List<ChannelStatus> channels = new ArrayList<>();
        for (int i = 0; i < CHANNELS; i++) {
            boolean speaks = i < speaking;
            // A channel that speaks has another level in every look and another queue every two seconds.
            List<AnnouncementStatus> waits = queue.subList(speaks ? (int) (round / 10 % 500) : 0, QUEUE);
            double level = speaks ? -10 - Math.random() * 10 : Double.NEGATIVE_INFINITY;
            channels.add(LiveAnnouncer.later(LiveAnnouncer.channel("channel" + i, true, level, waits)));
        }
        engine.channels = channels;
    }

    private void figures(String what, ApiServer server, int speaking) throws Exception {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long pump = id("announcer-web-events");
        long survey = id("announcer-web-inventory");
        long before = bytes.get();
        long cpu = threads.getThreadCpuTime(pump);
        long cpuSurvey = threads.getThreadCpuTime(survey);
        for (int i = 0; i < SECONDS * 5; i++) {
            round++;
            change(speaking);
            if (round % 10 == 0) {
                for (int a = 0; a < speaking; a++) {
                    server.servlet.changed(LiveAnnouncer.announcement("x" + a, "channel" + a, AnnouncementState.SPOKEN));
                    server.servlet.changed(LiveAnnouncer.announcement("y" + a, "channel" + a, AnnouncementState.SPEAKING));
                }
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        System.out.printf("%s: %d bytes/s in all, events thread %.2f %% of a core, inventory thread %.2f %%%n", what,
                (bytes.get() - before) / SECONDS, (threads.getThreadCpuTime(pump) - cpu) / 1e7 / SECONDS,
                (threads.getThreadCpuTime(survey) - cpuSurvey) / 1e7 / SECONDS);
    }

    private static long id(String name) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds())).filter(t -> t != null && t.getThreadName().equals(name))
                .mapToLong(t -> t.getThreadId()).findFirst().orElseThrow();
    }
}
