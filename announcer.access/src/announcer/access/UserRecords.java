package announcer.access;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where users are kept: Configuration Admin, or a map in tests. */
interface UserRecords {
    /**
     * One user's configuration.
     *
     * @param pid its PID
     * @param values a copy of its values
     */
    record Stored(String pid, Map<String, Object> values) {}

    /** All users, by PID. */
    List<Stored> all() throws IOException;

    /** Replaces one; makes it when it is not there. */
    void store(String pid, Map<String, Object> values) throws IOException;

    /** What versions before 0.9 kept under the PID of the console; taken out of there by this call. */
    Optional<Map<String, Object>> takeFormer() throws IOException;
}
