package announcer.engine.intake;

import java.time.Duration;
import java.util.Optional;

import announcer.api.Keys;
import announcer.api.RejectedException;
import announcer.api.RejectedException.Reason;
import announcer.api.Request;
import announcer.lib.text.Excerpt;

/** Whether a request's keys and its repeat have values that make sense, whatever the configuration is. Any thread. */
final class RequestValues {
    private static final int MOST_TIMES = 100;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int SHOWN = 60;

    private RequestValues() {
    }

    static void check(Request r) throws RejectedException {
        key("idempotencyKey", r.keys().idempotency());
        key("supersede", r.keys().supersede());
        key("group", r.keys().group());
        int times = r.repeat().times();
        if (times < 1 || times > MOST_TIMES) {
            throw new RejectedException(Reason.INVALID, "repeat.times", String.valueOf(times),
                    "repeat is " + times + " times; it must be from 1 to " + MOST_TIMES);
        }
        Duration pause = r.repeat().pause();
        if (pause.isNegative() || pause.compareTo(LONGEST_PAUSE) > 0) {
            String seconds = String.valueOf(pause.toMillis() / 1000.0);
            throw new RejectedException(Reason.INVALID, "repeat.pause", seconds,
                    "the pause of repeat is " + seconds + " s; it must be from 0 to " + LONGEST_PAUSE.toSeconds() + " s");
        }
    }

    private static void key(String field, Optional<String> value) throws RejectedException {
        if (value.isEmpty()) {
            return;
        }
        String key = value.get();
        if (key.isBlank() || key.length() > Keys.LONGEST || key.chars().anyMatch(Character::isISOControl)) {
            throw new RejectedException(Reason.INVALID, field, Excerpt.of(key, SHOWN),
                    field + " is \"" + Excerpt.of(key, SHOWN) + "\" with "
                            + key.length() + " characters; it must have 1 to " + Keys.LONGEST
                            + ", not all blank and none a control character");
        }
    }
}
