package announcer.schedule;

import java.io.IOException;
import java.util.Map;

/** Keeps the records of all schedules, by id. */
interface RunStore {
    /** @throws IOException when they cannot be read now; then nothing must be stored in their place */
    Map<String, RunRecord> load() throws IOException;

    /** Replaces all of them. */
    void store(Map<String, RunRecord> records) throws IOException;
}
