package announcer.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells where the product is reached, as soon as all of it answers: on standard output for people, in {@code data/endpoints.json} for
 * programs; tells it again when a port changes. Owns the thread {@code announcer-endpoints}.
 */
@Component(service = {})
public final class EndpointWatch {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointWatch.class);
    /** Start level at which the shell comes up; the launcher gives the shell's bundle this level. */
    private static final int TERMINAL_LEVEL = 20;
    /** After this long, what answers is told without the rest: an administrator may have stopped the RTSP server for good. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long STARTING_MILLIS = 100;
    private static final long RUNNING_MILLIS = 1_000;
    private static final long JOIN_MILLIS = 5_000;

    private final BundleContext context;
    private final EndpointRegistry registry;
    private final Path file;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;
    private final long started = System.nanoTime();
    private Endpoints told;

    /** Starts to watch. */
    @Activate
    public EndpointWatch(BundleContext context) {
        this.context = context;
        this.registry = new EndpointRegistry(context);
        String home = context.getProperty("announcer.home");
        this.file = home == null ? context.getDataFile("endpoints.json").toPath() : Path.of(home, "data", "endpoints.json");
        this.thread = new Thread(this::watch, "announcer-endpoints");
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void end() throws IOException, InterruptedException {
        stop.countDown();
        thread.join(JOIN_MILLIS);
        Files.deleteIfExists(file);
    }

    private void watch() {
        try {
            while (!stop.await(told == null ? STARTING_MILLIS : RUNNING_MILLIS, TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException bundleGone) {
            LOG.debug("the watch ends with its bundle", bundleGone);
        }
    }

    private void look() {
        Endpoints now = registry.endpoints();
        if (now.equals(told)) {
            return;
        }
        boolean answers = now.isComplete() && EndpointProbe.answers(now);
        boolean outOfPatience = told == null && System.nanoTime() - started > PATIENCE_NANOS;
        if (answers || outOfPatience) {
            tell(now, answers);
        }
    }

    private void tell(Endpoints now, boolean complete) {
        boolean first = told == null;
        told = now;
        if (!complete) {
            LOG.warn(
                    "not everything answers after {} s: http [{}], rtsp [{}]; the log and the console's pages Bundles and Components tell more",
                    TimeUnit.NANOSECONDS.toSeconds(PATIENCE_NANOS), now.http(), now.rtsp());
        }
        try {
            now.write(file);
        } catch (IOException e) {
            LOG.error("cannot write {}: say and status will not find this product: {}", file, e.toString());
        }
        print(System.out, now);
        if (first && Boolean.parseBoolean(context.getProperty("announcer.terminal"))) {
            context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkStartLevel.class).setStartLevel(TERMINAL_LEVEL);
        }
    }

    /** In one piece, so that no other output comes in between. */
    private static void print(PrintStream out, Endpoints now) {
        StringBuilder lines = new StringBuilder();
        line(lines, "http", now.http());
        line(lines, "console", now.console());
        line(lines, "rtsp", now.rtsp());
        line(lines, "stream", now.rtsp());
        out.print(lines);
        out.flush();
    }

    private static void line(StringBuilder lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.append(name).append(": ").append(value).append('\n');
        }
    }
}
