package announcer.web.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The text of a server-sent event (HTML standard, section 9.2). */
final class ServerSentEvent {
    /** A comment, so that no server or proxy on the way takes the connection for a dead one. */
    private static final String KEEP_ALIVE = ": still here\n\n";

    private ServerSentEvent() {
    }

    /**
     * @param id count of events
     * @param name its kind
     * @param json on one line: JSON writes line ends within strings as escapes
     */
    static byte[] of(long id, String name, byte[] json) {
        byte[] head = bytes("id: " + id + "\nevent: " + name + "\ndata: ");
        byte[] end = bytes("\n\n");
        return ByteBuffer.allocate(head.length + json.length + end.length).put(head).put(json).put(end).array();
    }

    static byte[] keepAlive() {
        return bytes(KEEP_ALIVE);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
