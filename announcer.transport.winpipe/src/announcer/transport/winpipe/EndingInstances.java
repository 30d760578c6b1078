package announcer.transport.winpipe;

import java.util.ArrayDeque;
import java.util.Queue;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instances that are given up while an operation on them is cancelled but not over yet: their OVERLAPPED and buffer are Windows' until then,
 * and the pacer must not wait for it. Confined to the pipe that owns it.
 */
final class EndingInstances {
    private static final Logger LOG = LoggerFactory.getLogger(EndingInstances.class);

    private final Queue<PipeInstance> instances = new ArrayDeque<>();

    /** Cancels what is underway on an instance, and closes it once that is over. */
    void end(PipeInstance instance) {
        instance.cancel();
        instances.add(instance);
        closeWhatIsOver();
    }

    /** Closes those whose operation is over. Waits for none. */
    void closeWhatIsOver() {
        if (!instances.isEmpty()) {
            instances.removeIf(instance -> {
                if (instance.completed()) {
                    close(instance, instance.result());
                    return true;
                }
                return false;
            });
        }
    }

    /** Waits until all are over, and closes them. */
    void closeAll() {
        for (PipeInstance instance = instances.poll(); instance != null; instance = instances.poll()) {
            close(instance, instance.await());
        }
    }

    private static void close(PipeInstance instance, int outcome) {
        LOG.debug("an operation that was cancelled ended with {}", outcome);
        instance.close();
    }
}
