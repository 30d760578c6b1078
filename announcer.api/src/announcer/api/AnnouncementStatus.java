package announcer.api;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The state of an announcement at one moment. Immutable.
 *
 * <p>
 * One that is for more than one channel ({@link Target}) has a part on each. It is SPEAKING from the first part that is spoken on, and has its outcome when
 * all have theirs: SPOKEN when all are, else the worst of FAILED, EXPIRED and CANCELLED, with a cause that counts. Its times and its proof are those
 * that hold for all parts; it has {@code started} with its first part, and {@code sendings} are the most of one part.
 *
 * @param id the announcement's id, unique for the life of the product
 * @param request what was asked
 * @param state where it is
 * @param cause why it FAILED, EXPIRED or was CANCELLED, what it is waiting for, or why another voice than the one asked for SPOKE it;
 *            empty when there is nothing to say
 * @param voice id of the voice that speaks or spoke it; when one handed over to another in mid-announcement, their ids in order,
 *            separated by ", "; empty until one has been chosen
 * @param submitted when it was accepted
 * @param started when its first frame was written to the pipe (of the latest sending)
 * @param ended when it reached its final state
 * @param sendings how many times its sound was begun on a pipe: more than 1 when a reader was lost in mid-sentence, another announcement
 *            interrupted it, or no player had received it
 * @param proof how far it is proved to have come
 * @param parts one for each of its channels, in their order, when it was asked for more than one channel; each is an announcement for one
 *            channel, with an id of its own that can be followed, moved and cancelled. Empty: it is for one channel
 */
public record AnnouncementStatus(String id, Request request, AnnouncementState state, Optional<String> cause, Optional<String> voice,
        Instant submitted, Optional<Instant> started, Optional<Instant> ended, int sendings, Proof proof,
        List<AnnouncementStatus> parts) {
    public AnnouncementStatus {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(state, "state");
        parts = List.copyOf(parts);
    }

    /** One for one channel. */
    public AnnouncementStatus(String id, Request request, AnnouncementState state, Optional<String> cause, Optional<String> voice,
            Instant submitted, Optional<Instant> started, Optional<Instant> ended, int sendings, Proof proof) {
        this(id, request, state, cause, voice, submitted, started, ended, sendings, proof, List.of());
    }

    /** One of which nothing is proved. */
    public AnnouncementStatus(String id, Request request, AnnouncementState state, Optional<String> cause, Optional<String> voice,
            Instant submitted, Optional<Instant> started, Optional<Instant> ended, int sendings) {
        this(id, request, state, cause, voice, submitted, started, ended, sendings, Proof.NONE);
    }

    /** The id of the part on a channel of an announcement for more than one: URL-safe, as all ids are. */
    public static String partId(String id, String channel) {
        return id + "." + channel;
    }

    /** The id of the announcement of which one with this id would be a part; empty: it would be none. */
    public static Optional<String> wholeId(String id) {
        int dot = id.indexOf('.');
        return dot < 0 ? Optional.empty() : Optional.of(id.substring(0, dot));
    }

    /** The ids of its channels: those of its parts, or its one. */
    public List<String> channels() {
        return parts.isEmpty() ? List.of(request.channel()) : parts.stream().map(p -> p.request().channel()).toList();
    }

    /** What there is of it on single channels: its parts, or itself. */
    public List<AnnouncementStatus> onChannels() {
        return parts.isEmpty() ? List.of(this) : parts;
    }
}
