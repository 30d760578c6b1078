package announcer.calling.desk;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import announcer.api.calling.CallingException;
import announcer.api.calling.CallingException.Reason;
import announcer.api.calling.Ticket;
import announcer.calling.house.House;
import announcer.calling.house.ServiceSettings;
import announcer.calling.house.ServiceSettings.Numbers;
import announcer.calling.state.Draft;
import announcer.calling.state.Sequence;

/** The numbers that services issue, one after the other, anew each day. A number that somebody still has is passed over. For one thread. */
final class IssuedNumbers {
    /** One number in so many is kept for counters. */
    private static final int KEPT_PART = 10;
    /** A day that begins so far ahead is a clock's fault. */
    private static final Duration AHEAD = Duration.ofDays(2);

    private final House house;
    private final Draft draft;
    private final Instant now;

    IssuedNumbers(House house, Draft draft, Instant now) {
        this.house = house;
        this.draft = draft;
        this.now = now;
    }

    /** Takes the next one. @param visitor whether a visitor takes it: a tenth of the numbers is left for counters */
    String next(ServiceSettings service, boolean visitor) throws CallingException {
        Numbers range = service.numbers();
        Instant day = house.dayStart(Optional.of(service.id()), now);
        // A clock that was set back begins no day anew; one that was years ahead for once does not stop all days until then.
        Optional<Sequence> present = draft.sequence(service.id())
                .filter(s -> !day.isAfter(s.dayStart()) && s.dayStart().isBefore(now.plus(AHEAD)));
        int last = present.map(Sequence::last).filter(n -> n >= range.first() && n < range.last()).orElse(range.first() - 1);
        Set<String> used = draft.live().stream().map(e -> e.ticket()).filter(t -> isInTheWay(service, t)).map(t -> t.number())
                .filter(range::has).collect(Collectors.toSet());
        int all = range.last() - range.first() + 1;
        if (visitor && used.size() >= all - all / KEPT_PART) {
            throw new CallingException(Reason.NUMBERS_USED_UP, "service", service.id(), used.size() + " of the " + all
                    + " numbers of the service " + service.id() + " are in use, and the others are kept for counters; ask at a counter");
        }
        // One more than there are used ones is free, if there are as many.
        int tries = Math.min(used.size() + 1, all);
        int number = last;
        for (int i = 0; i < tries; i++) {
            number = number >= range.last() ? range.first() : number + 1;
            if (!used.contains(range.text(number))) {
                draft.put(service.id(), new Sequence(present.map(Sequence::dayStart).orElse(day), number));
                return range.text(number);
            }
        }
        throw new CallingException(Reason.NUMBERS_USED_UP, "service", service.id(), "all numbers of the service " + service.id() + ", "
                + range.text(range.first()) + " to " + range.text(range.last())
                + ", are in use; cancel tickets that are over, or enlarge its range");
    }

    /** One that was typed by hand, or has come from another service, may have the number of any. */
    private boolean isInTheWay(ServiceSettings service, Ticket t) {
        return t.service().equals(Optional.of(service.id()))
                || t.service().flatMap(house::service).filter(s -> s.numbers().has(t.number())).isEmpty();
    }
}
