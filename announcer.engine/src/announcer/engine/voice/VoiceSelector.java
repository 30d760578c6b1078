package announcer.engine.voice;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

import announcer.engine.voice.VoiceCatalog.Candidate;

/** Chooses the voice for a sentence. */
public final class VoiceSelector {
    /**
     * What an announcement would like.
     *
     * @param named ids of voices that are wished for, dearest first: the one that speaks the announcement already, the one it names, the
     *            channel's default
     * @param language what is to be spoken; empty: the language of the first named voice that is there, else of the best engine's first
     * @param fallback the channel's chain: ids of voices, in order
     * @param tried engines, by service id, that have failed on this announcement
     */
    public record Wish(List<String> named, Optional<Locale> language, List<String> fallback, Set<Long> tried) {
        public Wish {
            named = List.copyOf(named);
            fallback = List.copyOf(fallback);
            tried = Set.copyOf(tried);
        }
    }

    /**
     * What came of it.
     *
     * @param candidate who is to speak; empty: nobody can, now
     * @param awaited id of the voice that has just gone and may come back: try again soon
     * @param instead why it is not the voice that was wished for most; empty: it is
     */
    public record Choice(Optional<Candidate> candidate, Optional<String> awaited, Optional<String> instead) {}

    private final VoiceCatalog voices;
    private final Supplier<Duration> patience;

    /** @param patience how long the return of a voice that has gone is awaited */
    public VoiceSelector(VoiceCatalog voices, Supplier<Duration> patience) {
        this.voices = voices;
        this.patience = patience;
    }

    /**
     * The best for a wish: the first named voice that is there; then the channel's chain and all others of the same language, by likeness
     * of their country, ranking of engines, and their own order; then what the chain names in other languages. Engines that are set aside
     * come after all others. A named voice that has just gone is awaited before anybody else is asked.
     */
    public Choice choose(Wish wish) {
        List<Candidate> all = voices.all();
        Optional<String> first = wish.named().stream().findFirst();
        if (first.isPresent() && find(all, first.get()).isEmpty()) {
            OptionalLong gone = voices.goneFor(first.get());
            if (gone.isPresent() && gone.getAsLong() < patience.get().toNanos()) {
                return new Choice(Optional.empty(), first, Optional.empty());
            }
        }
        List<Candidate> order = order(all, wish);
        List<Candidate> left = order.stream().filter(c -> !wish.tried().contains(c.serviceId())).toList();
        Optional<Candidate> chosen = left.stream().filter(c -> !voices.isSetAside(c)).findFirst().or(() -> left.stream().findFirst());
        return new Choice(chosen, Optional.empty(), chosen.flatMap(c -> first.flatMap(f -> instead(f, c, all, wish))));
    }

    private Optional<String> instead(String wished, Candidate chosen, List<Candidate> all, Wish wish) {
        if (chosen.voice().id().equals(wished)) {
            return Optional.empty();
        }
        Optional<Candidate> there = find(all, wished);
        if (there.isEmpty()) {
            return Optional.of(wished + (voices.goneFor(wished).isPresent()
                    ? ": it has gone and did not come back within " + patience.get().toSeconds() + " s"
                    : ": no engine offers it"));
        }
        if (wish.tried().contains(there.get().serviceId())) {
            return Optional.empty();
        }
        return voices.isSetAside(there.get())
                ? Optional.of(wished + ": its engine is set aside since it failed too often")
                : Optional.empty();
    }

    private static List<Candidate> order(List<Candidate> all, Wish wish) {
        Set<Candidate> order = new LinkedHashSet<>();
        List<Candidate> named = wish.named().stream().flatMap(id -> find(all, id).stream()).toList();
        Optional<Locale> wanted = wish.language()
                .or(() -> named.stream().map(c -> c.voice().locale()).findFirst())
                .or(() -> all.stream().map(c -> c.voice().locale()).findFirst());
        if (wanted.isEmpty()) {
            return List.of();
        }
        String language = VoiceCatalog.language(wanted.get());
        List<Candidate> chain = wish.fallback().stream().flatMap(id -> find(all, id).stream()).toList();
        named.stream().filter(c -> c.language().equals(language)).forEach(order::add);
        chain.stream().filter(c -> c.language().equals(language)).forEach(order::add);
        List<Candidate> same = new ArrayList<>(all.stream().filter(c -> c.language().equals(language)).toList());
        same.stream().filter(c -> isAs(wanted.get(), c.voice().locale())).forEach(order::add);
        order.addAll(same);
        order.addAll(chain);
        return new ArrayList<>(order);
    }

    /** Whether a voice's locale has all that the wanted one states. */
    private static boolean isAs(Locale wanted, Locale has) {
        return (wanted.getCountry().isEmpty() || wanted.getCountry().equals(has.getCountry()))
                && (wanted.getScript().isEmpty() || wanted.getScript().equals(has.getScript()));
    }

    private static Optional<Candidate> find(List<Candidate> among, String id) {
        return among.stream().filter(c -> c.voice().id().equals(id)).findFirst();
    }
}
