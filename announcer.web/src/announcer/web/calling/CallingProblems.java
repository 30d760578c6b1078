package announcer.web.calling;

import java.util.Set;
import java.util.TreeSet;

import com.google.gson.JsonArray;

import announcer.api.calling.CallingException;
import announcer.web.http.Problem;

/** Refusals of the calling service as answers. */
final class CallingProblems {
    private CallingProblems() {
    }

    static Problem of(CallingException e) {
        Problem problem = switch (e.reason()) {
            case INVALID -> new Problem(400, "invalid-field", "A field is not valid", e.getMessage());
            case UNKNOWN_SERVICE -> new Problem(404, "unknown-service", "No service has this id", e.getMessage());
            case UNKNOWN_COUNTER -> new Problem(404, "unknown-counter", "No counter has this id", e.getMessage());
            case UNKNOWN_TICKET -> new Problem(404, "unknown-ticket", "No ticket has this id", e.getMessage());
            case NOBODY_WAITS -> new Problem(409, "nobody-waits", "Nobody waits", e.getMessage());
            case COUNTER_PAUSED -> new Problem(409, "counter-paused", "The counter is paused", e.getMessage());
            case OTHER_TICKET -> new Problem(409, "other-ticket", "The counter has another ticket", e.getMessage());
            case NO_TICKET -> new Problem(409, "no-ticket", "The counter has no ticket", e.getMessage());
            case WRONG_STATE -> new Problem(409, "wrong-state", "That cannot be done with the ticket now", e.getMessage());
            case SERVICE_CLOSED -> new Problem(409, "service-closed", "No numbers are taken there now", e.getMessage());
            case NUMBERS_USED_UP -> new Problem(409, "numbers-used-up", "All numbers are in use", e.getMessage());
            case KEY_REUSED -> new Problem(422, "key-reused", "The idempotency key was used for another command", e.getMessage());
            case QUEUE_FULL -> new Problem(429, "queue-full", "Too many wait", e.getMessage()).later();
            case STORE_FULL -> new Problem(507, "store-full", "There is no room on the disk", e.getMessage()).later();
            case ENGINE_ABSENT -> new Problem(503, "engine-absent", "The engine is not running", e.getMessage()).later();
            case STOPPING -> absent();
            case STORE_FAILED -> new Problem(503, "store-failed", "It could not be made durable", e.getMessage()).later();
        };
        return e.field().isEmpty() ? problem : problem.about(e.field(), e.value());
    }

    static Problem absent() {
        return new Problem(503, "calling-absent", "Numbers cannot be called now",
                "the announcer.calling bundle, which calls numbers, is not running or is being replaced; try again in some seconds")
                .later();
    }

    static Problem unknownTicket(String id) {
        return new Problem(404, "unknown-ticket", "No ticket has this id", "no ticket or order has the id \"" + Problem.shortened(id)
                + "\"; those that ended are remembered for some time only").about("id", id);
    }

    /** A repeated command was about one that ended too long ago. */
    static Problem forgotten() {
        return new Problem(404, "unknown-ticket", "The ticket is not remembered any more",
                "this idempotency key was used before, and the ticket of that time ended too long ago to be remembered; use a new key");
    }

    static Problem unknownField(Set<String> given) {
        String first = new TreeSet<>(given).first();
        return new Problem(400, "unknown-field", "A field is not known",
                "the field \"" + Problem.shortened(first) + "\" is not known; this command has none").about(first, null)
                .with("known", new JsonArray());
    }
}
