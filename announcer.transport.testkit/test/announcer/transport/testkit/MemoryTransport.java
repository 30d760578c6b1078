package announcer.transport.testkit;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import announcer.api.stream.MediaPipe;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.PipeRequest;

/** A transport in memory that keeps the contract but for its fault. */
final class MemoryTransport implements MediaTransport {
    final Map<String, MemoryPipe> open = new ConcurrentHashMap<>();
    int opened;
    private final Fault fault;

    MemoryTransport(Fault fault) {
        this.fault = fault;
    }

    @Override
    public synchronized MediaPipe open(PipeRequest request) throws IOException {
        String url = "memory:" + request.channel();
        if (open.containsKey(url) && fault != Fault.OPENS_TWICE) {
            throw new IOException("channel main has a pipe already");
        }
        opened++;
        MemoryPipe pipe = new MemoryPipe(fault, request, () -> {
            if (fault != Fault.LEAVES_ITSELF) {
                open.remove(url);
            }
        });
        open.put(url, pipe);
        return pipe;
    }

    synchronized MemoryStream connect(String url) throws IOException {
        MemoryPipe pipe = open.get(url.replaceFirst("#.*", ""));
        if (pipe == null) {
            throw new IOException("nobody listens on " + url);
        }
        MemoryStream stream = new MemoryStream();
        synchronized (pipe) {
            pipe.waiting.add(stream);
        }
        return stream;
    }
}
