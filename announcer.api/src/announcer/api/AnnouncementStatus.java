package announcer.api;

import java.time.Instant;
import java.util.Optional;

/**
 * The state of an announcement at one moment. Immutable.
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
 * @param sendings how many times its sound was begun on a pipe: more than 1 when a reader was lost in mid-sentence, or another
 *            announcement interrupted it
 */
public record AnnouncementStatus(String id, Request request, AnnouncementState state, Optional<String> cause, Optional<String> voice,
        Instant submitted, Optional<Instant> started, Optional<Instant> ended, int sendings) {}
