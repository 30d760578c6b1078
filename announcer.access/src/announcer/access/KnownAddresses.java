package announcer.access;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * From where users have logged in since the start: there, strangers' guesses elsewhere do not make them wait. This machine is always
 * known. Thread-safe.
 */
final class KnownAddresses {
    private static final int MOST_OF_A_USER = 16;

    private final Map<String, Set<String>> byUser = new HashMap<>();

    synchronized boolean knows(String user, String address) {
        return Addresses.isLoopback(address) || byUser.getOrDefault(user, Set.of()).contains(Addresses.group(address));
    }

    /** Only ever called with users that there are, so their number is bounded. */
    synchronized void add(String user, String address) {
        Set<String> known = byUser.computeIfAbsent(user, u -> new LinkedHashSet<>());
        String group = Addresses.group(address);
        known.remove(group);
        known.add(group);
        Iterator<String> oldest = known.iterator();
        while (known.size() > MOST_OF_A_USER) {
            oldest.next();
            oldest.remove();
        }
    }
}
