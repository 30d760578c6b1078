package announcer.access;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import announcer.access.user.UserRecords;

/** Configurations in a map. */
final class FakeRecords implements UserRecords {
    final Map<String, Map<String, Object>> byPid = new TreeMap<>();
    final Map<String, Object> former = new HashMap<>();
    /** Whether they can be read. */
    boolean readable = true;
    /** The PID that cannot be stored; empty: all can. */
    String unstorable = "";

    void put(String name, Object... keysAndValues) {
        Map<String, Object> values = new TreeMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        byPid.put("announcer.user~" + name, values);
    }

    Map<String, Object> get(String name) {
        return byPid.get("announcer.user~" + name);
    }

    @Override
    public List<Stored> all() throws IOException {
        if (!readable) {
            throw new IOException("Too many open files");
        }
        List<Stored> all = new ArrayList<>();
        byPid.forEach((pid, values) -> all.add(new Stored(pid, new TreeMap<>(values))));
        return all;
    }

    @Override
    public void store(String pid, Map<String, Object> values) throws IOException {
        if (pid.equals(unstorable)) {
            throw new IOException("No space left on device");
        }
        byPid.put(pid, new TreeMap<>(values));
    }

    @Override
    public Optional<Map<String, Object>> takeFormer() {
        Map<String, Object> taken = new HashMap<>(former);
        former.clear();
        return taken.isEmpty() ? Optional.empty() : Optional.of(taken);
    }
}
