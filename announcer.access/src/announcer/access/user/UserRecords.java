package announcer.access.user;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The store of users: Configuration Admin, or a map in tests. */
public interface UserRecords {
    /**
     * One user's configuration.
     *
     * @param pid its PID
     * @param values a copy of its values
     */
    record Stored(String pid, Map<String, Object> values) {}

    /** Returns all users, by PID. */
    List<Stored> all() throws IOException;

    /** Replaces a user, or makes it. */
    void store(String pid, Map<String, Object> values) throws IOException;

    /** Removes and returns the login that versions before 0.9 kept under the PID of the console. */
    Optional<Map<String, Object>> takeFormer() throws IOException;
}
