package announcer.bench.rtsp;

import java.io.IOException;

/** An RTSP server said no. */
public final class RtspRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RtspRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    /** The status it answered, 404 for instance. */
    public int status() {
        return status;
    }
}
