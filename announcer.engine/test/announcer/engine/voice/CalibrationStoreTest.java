package announcer.engine.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrationStoreTest {
    @TempDir
    Path folder;

    private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

    private CalibrationStore open(Path file) {
        return new CalibrationStore(file, warnings::add);
    }

    @Test
    void what_was_measured_is_known_after_a_restart() throws Exception {
        Path file = folder.resolve("made/on/demand/levels.txt");
        CalibrationStore levels = open(file);
        assertThat(levels.measuredLufs("freetts/1.0/kevin16")).isEmpty();
        levels.measured("freetts/1.0/kevin16", -21.375);
        levels.measured("system/1.0/小声 ü", -30);
        levels.measured("system/1.0/小声 ü", -17.5);
        levels.measured("gone", -1);
        levels.forget("gone");
        levels.forget("never there");
        CalibrationStore again = open(file);
        assertThat(again.measuredLufs("freetts/1.0/kevin16")).hasValue(-21.375);
        assertThat(again.measuredLufs("system/1.0/小声 ü")).hasValue(-17.5);
        assertThat(again.measuredLufs("gone")).isEmpty();
        assertThat(warnings).isEmpty();
        try (var files = Files.list(file.getParent())) {
            assertThat(files).as("no temporary file is left").containsExactly(file);
        }
    }

    @Test
    void any_key_comes_back_as_it_was() {
        Path file = folder.resolve("levels.txt");
        List<String> keys = List.of("", "#", "a\tb", "a\nb", "a\r\nb", "a\\nb", "\\", "a\\", " a ", "-3\t4", "\u2028", "a\u0085b");
        CalibrationStore levels = open(file);
        for (int i = 0; i < keys.size(); i++) {
            levels.measured(keys.get(i), -i);
        }
        CalibrationStore again = open(file);
        for (int i = 0; i < keys.size(); i++) {
            assertThat(again.measuredLufs(keys.get(i))).as("key %d", i).hasValue(-i);
        }
        assertThat(warnings).isEmpty();
    }

    @Test
    void broken_lines_are_left_out_with_one_warning() throws Exception {
        Path file = folder.resolve("levels.txt");
        Files.writeString(file, "# a comment\n-20.5\tgood\n\nno tab\nloud\tvoice\nNaN\tvoice\n-1e999\tvoice\n-23\tgood too\n");
        CalibrationStore levels = open(file);
        assertThat(levels.measuredLufs("good")).hasValue(-20.5);
        assertThat(levels.measuredLufs("good too")).hasValue(-23);
        assertThat(levels.measuredLufs("voice")).isEmpty();
        assertThat(warnings).hasSize(1).first().asString().contains("4 lines of " + file);
    }

    @Test
    void a_file_of_rubbish_costs_nothing_but_measuring_again() throws Exception {
        Path file = folder.resolve("levels.txt");
        Files.write(file, new byte[]{(byte) 0xff, (byte) 0xfe, 0, 10, 9, (byte) 0xc3});
        CalibrationStore levels = open(file);
        assertThat(levels.measuredLufs("a")).isEmpty();
        assertThat(warnings).hasSize(1);
        levels.measured("a", -20);
        assertThat(open(file).measuredLufs("a")).hasValue(-20);
        assertThat(warnings).as("it was written anew").hasSize(1);
    }

    @Test
    void where_nothing_can_be_written_levels_are_kept_in_memory_and_it_is_said_once() throws Exception {
        // A file where the folder should be: unwritable for an administrator too.
        Path notAFolder = Files.writeString(folder.resolve("file"), "", StandardCharsets.UTF_8);
        CalibrationStore levels = open(notAFolder.resolve("levels.txt"));
        warnings.clear();
        levels.measured("a", -20);
        levels.measured("b", -21);
        levels.forget("b");
        assertThat(levels.measuredLufs("a")).hasValue(-20);
        assertThat(levels.measuredLufs("b")).isEmpty();
        assertThat(warnings).hasSize(1).first().asString().contains("cannot be written to");
    }

    @Test
    void a_folder_in_place_of_the_file_is_said() throws Exception {
        Path file = Files.createDirectory(folder.resolve("levels.txt"));
        assertThat(open(file).measuredLufs("a")).isEmpty();
        assertThat(warnings).hasSize(1).first().asString().contains("cannot be read from");
    }

    @Test
    void a_voice_without_loudness_is_refused() {
        CalibrationStore levels = open(folder.resolve("levels.txt"));
        assertThatThrownBy(() -> levels.measured("mute", Double.NEGATIVE_INFINITY)).hasMessageContaining("mute")
                .hasMessageContaining("-Infinity");
        assertThatThrownBy(() -> levels.measured("mute", Double.NaN)).hasMessageContaining("NaN");
        assertThat(levels.measuredLufs("mute")).isEmpty();
    }

    @Test
    void the_oldest_go_when_there_are_too_many() {
        Path file = folder.resolve("levels.txt");
        CalibrationStore levels = open(file);
        levels.measured("first", -20);
        levels.measured("second", -20);
        for (int i = 0; i < 998; i++) {
            levels.measured("voice " + i, -20);
        }
        levels.measured("first", -21);
        levels.measured("one more", -20);
        CalibrationStore again = open(file);
        assertThat(again.measuredLufs("second")).isEmpty();
        assertThat(again.measuredLufs("first")).hasValue(-21);
        assertThat(again.measuredLufs("voice 0")).isPresent();
    }

    @Test
    void many_threads_lose_nothing() throws Exception {
        Path file = folder.resolve("levels.txt");
        CalibrationStore levels = open(file);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 8; t++) {
                int thread = t;
                all.add(pool.submit(() -> {
                    for (int i = 0; i < 20; i++) {
                        levels.measured(thread + "/" + i, -thread - i);
                    }
                }));
            }
            for (Future<?> f : all) {
                f.get(30, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
        CalibrationStore again = open(file);
        for (int t = 0; t < 8; t++) {
            for (int i = 0; i < 20; i++) {
                assertThat(again.measuredLufs(t + "/" + i)).hasValue(-t - i);
            }
        }
        assertThat(warnings).isEmpty();
    }
}
