package announcer.calling.desk;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import announcer.api.calling.CallingException;
import announcer.api.calling.CallingException.Reason;
import announcer.calling.house.House;
import announcer.calling.house.ServiceSettings;
import announcer.calling.house.ServiceSettings.Numbers;
import announcer.calling.state.Draft;
import announcer.calling.state.Sequence;

/** The numbers that services issue, one after the other, anew each day. A number that somebody still has is passed over. For one thread. */
final class IssuedNumbers {
    private final House house;
    private final Draft draft;
    private final Instant now;

    IssuedNumbers(House house, Draft draft, Instant now) {
        this.house = house;
        this.draft = draft;
        this.now = now;
    }

    /** Takes the next one. */
    String next(ServiceSettings service) throws CallingException {
        Numbers range = service.numbers();
        Instant day = house.dayStart(Optional.of(service.id()), now);
        // A clock that was set back begins no day anew.
        Optional<Sequence> present = draft.sequence(service.id()).filter(s -> !day.isAfter(s.dayStart()));
        int last = present.map(Sequence::last).filter(n -> n >= range.first() && n < range.last()).orElse(range.first() - 1);
        Set<String> used = draft.live().stream().map(e -> e.ticket()).filter(t -> t.service().equals(Optional.of(service.id())))
                .map(t -> t.number()).collect(Collectors.toSet());
        // One more than there are used ones is free, if there are as many.
        int tries = Math.min(used.size() + 1, range.last() - range.first() + 1);
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
}
