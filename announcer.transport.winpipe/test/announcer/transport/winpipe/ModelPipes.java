package announcer.transport.winpipe;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import announcer.transport.testkit.PipeReader;

/**
 * Windows' named pipes as they are documented and were seen, in memory. Strict where Windows is not: whoever touches a buffer or closes
 * a handle while an operation is underway is an AssertionError here, and corrupted memory there.
 */
final class ModelPipes implements Win32Pipes {
    final List<ModelInstance> instances = new ArrayList<>();
    /** Done when an instance has been created, before it is waited on. */
    Runnable afterCreate = () -> {};
    /** What create fails with; 0: it does not. */
    int createError;
    int created;

    @Override
    public synchronized PipeInstance create(String path, int quotaBytes, int bytesPerWrite, boolean first) throws Win32Exception {
        if (createError != 0) {
            throw new Win32Exception("CreateNamedPipe", createError);
        }
        // The name lives until both ends of its last instance are closed: a reader that still drains keeps it.
        if (first && instances.stream().anyMatch(i -> i.path.equalsIgnoreCase(path) && i.exists())) {
            throw new Win32Exception("CreateNamedPipe", Win32Error.ACCESS_DENIED);
        }
        ModelInstance made = new ModelInstance(path, quotaBytes, bytesPerWrite);
        instances.add(made);
        created++;
        afterCreate.run();
        return made;
    }

    /** CreateFile, by a reader. */
    synchronized ModelReader open(String path) throws IOException {
        boolean there = false;
        for (ModelInstance each : instances) {
            if (each.path.equalsIgnoreCase(path) && each.serverOpen()) {
                there = true;
                if (each.enter()) {
                    return new ModelReader(each);
                }
            }
        }
        if (there) {
            throw new IOException(path + ": all pipe instances are busy (231)");
        }
        throw new FileNotFoundException(path + " (2)");
    }

    synchronized boolean exists(String path) {
        return instances.stream().anyMatch(i -> i.path.equalsIgnoreCase(path) && i.serverOpen());
    }

    synchronized int open() {
        return (int) instances.stream().filter(ModelInstance::serverOpen).count();
    }

    /** The reader's end. */
    record ModelReader(ModelInstance instance) implements PipeReader {
        @Override
        public int read(java.nio.ByteBuffer into) throws IOException {
            return instance.read(into);
        }

        @Override
        public void close() {
            instance.leave();
        }
    }
}
