package announcer.web.live;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The text of a server-sent event (HTML standard, section 9.2). */
public final class ServerSentEvent {
    private ServerSentEvent() {
    }

    /**
     * @param id count of events
     * @param name its kind
     * @param json on one line: JSON writes line ends within strings as escapes
     */
    public static byte[] of(long id, String name, byte[] json) {
        byte[] head = bytes("id: " + id + "\nevent: " + name + "\ndata: ");
        byte[] end = bytes("\n\n");
        return ByteBuffer.allocate(head.length + json.length + end.length).put(head).put(json).put(end).array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
