package announcer.api.stream;

import java.util.List;

import org.osgi.annotation.versioning.ConsumerType;

/** One running publication. Safe for use by any thread. */
@ConsumerType
public interface Push extends AutoCloseable {
    /** Returns its present state. */
    PushStatus status();

    /** The latest lines that the pusher's process wrote, oldest first, 100 at most, credentials masked. */
    List<String> output();

    /** Ends the present process and starts another at once. Returns without waiting for it. */
    void restart(String reason);

    /** Ends the publication: the process is asked, then told, then killed, with its children. Waits for it, some seconds at most. */
    @Override
    void close();
}
