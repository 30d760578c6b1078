package announcer.lib.limit;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who makes room when all places are taken. Any thread. */
public final class Crowd {
    private Crowd() {
    }

    /**
     * Chooses the one that goes: of the key that has most of them, the oldest. Who opens many loses its own ones first.
     *
     * @param members those that may go, the oldest first
     * @param key whose each is
     */
    public static <M, K> Optional<M> oldestOfTheMost(Stream<M> members, Function<M, K> key) {
        LinkedHashMap<K, List<M>> byKey = members.collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
        return byKey.values().stream().max(Comparator.comparingInt(List::size)).map(most -> most.get(0));
    }
}
