package announcer.access.login;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import announcer.lib.limit.ClientAddresses;

/**
 * The addresses from which each user has logged in since the start: guesses from elsewhere do not delay the user there. This machine is
 * always known. Thread-safe.
 */
final class KnownAddresses {
    private static final int MOST_OF_A_USER = 16;

    private final Map<String, Set<String>> byUser = new HashMap<>();

    synchronized boolean knows(String user, String address) {
        return ClientAddresses.isLoopback(address) || byUser.getOrDefault(user, Set.of()).contains(ClientAddresses.group(address));
    }

    /** Adds an address. Called with existing users only, so that the map is bounded. */
    synchronized void add(String user, String address) {
        Set<String> known = byUser.computeIfAbsent(user, u -> new LinkedHashSet<>());
        String group = ClientAddresses.group(address);
        known.remove(group);
        known.add(group);
        Iterator<String> oldest = known.iterator();
        while (known.size() > MOST_OF_A_USER) {
            oldest.next();
            oldest.remove();
        }
    }
}
