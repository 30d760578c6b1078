package announcer.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes endpoints: prints them, and writes them into the file by which the client commands find the product. While the file cannot be
 * written, on a full disk, they count as not published. Confined to one thread.
 */
final class EndpointPublisher implements EndpointNotifier.Publication {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointPublisher.class);

    private final Path file;
    private final PrintStream out;
    private final Runnable afterFirst;
    private Endpoints printed;
    private boolean unwritten;

    /**
     * @param out takes a line for each address
     * @param afterFirst is run once, when the first addresses have been printed
     */
    EndpointPublisher(Path file, PrintStream out, Runnable afterFirst) {
        this.file = file;
        this.out = out;
        this.afterFirst = afterFirst;
    }

    @Override
    public boolean publish(Endpoints now, boolean complete) {
        boolean written = write(now);
        if (!now.equals(printed)) {
            if (!complete) {
                LOG.warn(
                        "not everything answers after {} s: http [{}], rtsp [{}]; the log and the console's pages Bundles and Components tell more",
                        EndpointNotifier.PATIENCE.toSeconds(), now.http(), now.rtsp());
            }
            print(now);
            boolean first = printed == null;
            printed = now;
            if (first) {
                afterFirst.run();
            }
        }
        return written;
    }

    private boolean write(Endpoints now) {
        try {
            now.write(file);
        } catch (IOException e) {
            if (!unwritten) {
                LOG.error("cannot write {}: say and status find this product when that has succeeded, which is tried every {} s: {}", file,
                        EndpointNotifier.RUNNING.toSeconds(), e.toString());
            }
            unwritten = true;
            return false;
        }
        if (unwritten) {
            LOG.info("{} is written: say and status find this product", file);
            unwritten = false;
        }
        return true;
    }

    /** In one piece, so that no other output comes in between. */
    private void print(Endpoints now) {
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
