package announcer.web.live;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

import announcer.api.Announcer;
import announcer.api.Request;
import announcer.api.RejectedException;
import announcer.api.audio.PcmFormat;
import announcer.api.audio.PcmSource;
import announcer.web.engine.AnnouncementResource;
import announcer.web.engine.AnnouncementRequestReader;
import announcer.web.http.ServiceLookup;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import jakarta.servlet.http.HttpServletResponse;

/** {@code /api/preview}: the sound of an announcement, for the caller alone and not on the air. */
final class PreviewResource {
    /** Header of a preview that was cut at its longest length. */
    static final String CUT = "X-Announcer-Cut";
    static final int MOST_SECONDS = 60;

    private static final int BUFFER = 32_768;

    private final ServiceLookup<Announcer> engine;

    /** @param engine the engine */
    PreviewResource(ServiceLookup<Announcer> engine) {
        this.engine = engine;
    }

    /** Makes the whole sound on the server's thread before anything is answered: a WAV begins with its length, and a failure can still be told. */
    void make(Exchange exchange) throws Problem, IOException {
        Request request = AnnouncementRequestReader.read(exchange);
        Sound sound;
        try (PcmSource source = open(request)) {
            sound = read(source);
        }
        HttpServletResponse response = exchange.response();
        response.setContentType("audio/wav");
        if (sound.cut()) {
            response.setHeader(CUT, "true");
        }
        response.setContentLength(WavHeader.BYTES + sound.pcm().size());
        response.getOutputStream().write(WavHeader.of(sound.format(), sound.pcm().size()));
        sound.pcm().writeTo(response.getOutputStream());
    }

    private PcmSource open(Request request) throws Problem {
        try {
            return engine.get().preview(request);
        } catch (RejectedException e) {
            throw AnnouncementResource.refusal(e, request);
        }
    }

    private static Sound read(PcmSource source) throws Problem {
        int most = MOST_SECONDS * source.format().bytesPerSecond();
        ByteArrayOutputStream pcm = new ByteArrayOutputStream(BUFFER);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try {
            for (int n = source.read(buffer); n >= 0; n = source.read(buffer.clear())) {
                int room = most - pcm.size();
                pcm.write(buffer.array(), 0, Math.min(n, room));
                if (n > room) {
                    return new Sound(source.format(), pcm, true);
                }
            }
            return new Sound(source.format(), pcm, false);
        } catch (IOException e) {
            throw new Problem(502, "cannot-be-spoken", "It cannot be spoken", String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Problem(503, "stopping", "Announcer is stopping", "the preview was interrupted: the server is stopping").later();
        }
    }

    /** @param cut whether there would be more */
    private record Sound(PcmFormat format, ByteArrayOutputStream pcm, boolean cut) {}
}
