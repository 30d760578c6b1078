package announcer.conf.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyncActionTest {
    // record: "-" none, "F1/C1" hash and fingerprint (C empty: there was no configuration), "!" the file was invalid.
    @ParameterizedTest(name = "{0} with file {1} and configuration {2}, at start: {3} -> {4}")
    @CsvSource({
            // nothing is remembered: the file wins, then the configuration
            "-,      -,  -,  false, NOTHING", "-,      F1, -,  false, LOAD", "-,      -,  C1, false, WRITE", "-,      F1, C1, false, LOAD",
            "-,      F1, C1, true,  LOAD",
            // they agree
            "F1/C1,  F1, C1, false, NOTHING", "F1/C1,  F1, C1, true,  NOTHING",
            // one side changed
            "F1/C1,  F2, C1, false, LOAD", "F1/C1,  F2, C1, true,  LOAD", "F1/C1,  F1, C2, false, WRITE", "F1/C1,  F1, C2, true,  WRITE",
            // both changed: the file wins
            "F1/C1,  F2, C2, false, LOAD", "F1/C1,  F2, C2, true,  LOAD",
            // one side is gone
            "F1/C1,  -,  C1, false, DELETE_CONFIGURATION", "F1/C1,  -,  C1, true,  DELETE_CONFIGURATION",
            "F1/C1,  F1, -,  false, DELETE_FILE",
            // at start a missing configuration was lost with the storage, not deleted
            "F1/C1,  F1, -,  true,  LOAD",
            // one gone, the other changed
            "F1/C1,  -,  C2, false, WRITE", "F1/C1,  -,  C2, true,  DELETE_CONFIGURATION", "F1/C1,  F2, -,  false, LOAD",
            // both gone
            "F1/C1,  -,  -,  false, FORGET",
            // an invalid file stays as it is until it changes or the console saves; at start it is reported again
            "F1/C1!, F1, C1, false, NOTHING", "F1/C1!, F1, C1, true,  LOAD", "F1/C1!, F2, C1, false, LOAD", "F1/C1!, F1, C2, false, WRITE",
            "F1/!,   F1, -,  false, NOTHING",
            "F1/!,   F1, -,  true,  LOAD", "F1/!,   F1, C1, false, WRITE", "F1/!,   -,  -,  false, FORGET"})
    void decides(String record, String file, String configuration, boolean start, SyncAction expected) {
        assertThat(SyncAction.of(record(record), orNull(file), orNull(configuration), start)).isEqualTo(expected);
    }

    private static SyncRecord record(String s) {
        if (s.equals("-")) {
            return null;
        }
        String[] halves = s.replace("!", "").split("/", -1);
        return new SyncRecord(halves[0], halves[1].isEmpty() ? null : halves[1], s.endsWith("!"));
    }

    private static String orNull(String s) {
        return s.equals("-") ? null : s;
    }
}
