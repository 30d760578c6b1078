package announcer.engine.announcement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Proof;
import announcer.api.Request;

/** What an announcement is whose parts are what they are. */
public final class PartsSummary {
    /** Parts of whose cause the whole one's tells; the others have it in their own status. */
    private static final int TOLD = 3;
    /** From the best to the worst. */
    private static final List<AnnouncementState> OUTCOMES = List.of(AnnouncementState.SPOKEN, AnnouncementState.CANCELLED,
            AnnouncementState.EXPIRED, AnnouncementState.FAILED);

    private PartsSummary() {
    }

    /** The whole. */
    public static AnnouncementStatus of(String id, Request request, Instant submitted, List<AnnouncementStatus> parts) {
        AnnouncementState state = state(parts);
        return new AnnouncementStatus(id, request, state, cause(parts), voice(parts), submitted,
                parts.stream().flatMap(p -> p.started().stream()).min(Comparator.naturalOrder()),
                state.isFinal() ? latest(parts, AnnouncementStatus::ended) : Optional.empty(),
                parts.stream().mapToInt(AnnouncementStatus::sendings).max().orElse(0), proof(parts), parts);
    }

    private static AnnouncementState state(List<AnnouncementStatus> parts) {
        Set<AnnouncementState> states = parts.stream().map(AnnouncementStatus::state).collect(Collectors.toSet());
        if (states.stream().allMatch(AnnouncementState::isFinal)) {
            return states.stream().max(Comparator.comparingInt(OUTCOMES::indexOf)).orElseThrow();
        }
        if (states.contains(AnnouncementState.SPEAKING) || states.contains(AnnouncementState.SPOKEN)) {
            return AnnouncementState.SPEAKING;
        }
        return states.contains(AnnouncementState.SYNTHESISING) ? AnnouncementState.SYNTHESISING : AnnouncementState.QUEUED;
    }

    /** One that all have is told as it is; else how many are in which state, and the causes of the first that have one. */
    private static Optional<String> cause(List<AnnouncementStatus> parts) {
        Map<AnnouncementState, Long> counts = parts.stream()
                .collect(Collectors.groupingBy(AnnouncementStatus::state, TreeMap::new, Collectors.counting()));
        Set<Optional<String>> causes = parts.stream().map(AnnouncementStatus::cause).collect(Collectors.toSet());
        if (counts.size() == 1 && causes.size() == 1) {
            return causes.iterator().next();
        }
        List<String> words = new ArrayList<>();
        words.add(Arrays.stream(AnnouncementState.values()).filter(counts::containsKey).map(s -> s + " on " + counts.get(s))
                .collect(Collectors.joining(", ")) + " of " + parts.size() + (parts.size() == 1 ? " channel" : " channels"));
        List<AnnouncementStatus> withCause = parts.stream().filter(p -> p.cause().isPresent()).toList();
        withCause.stream().limit(TOLD)
                .forEach(p -> words.add(p.request().channel() + " " + p.state() + ": " + p.cause().orElseThrow()));
        if (withCause.size() > TOLD) {
            words.add("and " + (withCause.size() - TOLD) + " more");
        }
        return Optional.of(String.join("; ", words));
    }

    private static Optional<String> voice(List<AnnouncementStatus> parts) {
        Set<String> voices = new LinkedHashSet<>();
        parts.forEach(p -> p.voice().ifPresent(v -> voices.addAll(List.of(v.split(", ")))));
        return voices.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", voices));
    }

    private static Proof proof(List<AnnouncementStatus> parts) {
        return new Proof(latest(parts, p -> p.proof().made()), latest(parts, p -> p.proof().lastFrame()),
                latest(parts, p -> p.proof().confirmed()), sum(parts, p -> p.proof().connected()), sum(parts, p -> p.proof().received()));
    }

    /** The latest of what all have; empty when one has none. */
    private static Optional<Instant> latest(List<AnnouncementStatus> parts, Function<AnnouncementStatus, Optional<Instant>> of) {
        List<Instant> times = parts.stream().flatMap(p -> of.apply(p).stream()).toList();
        return times.size() < parts.size() ? Optional.empty() : times.stream().max(Comparator.naturalOrder());
    }

    /** The sum of what is known of all; empty when it is not known of one. */
    private static OptionalInt sum(List<AnnouncementStatus> parts, Function<AnnouncementStatus, OptionalInt> of) {
        int sum = 0;
        for (AnnouncementStatus p : parts) {
            OptionalInt n = of.apply(p);
            if (n.isEmpty()) {
                return OptionalInt.empty();
            }
            sum += n.getAsInt();
        }
        return OptionalInt.of(sum);
    }
}
