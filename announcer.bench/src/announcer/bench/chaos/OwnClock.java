package announcer.bench.chaos;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A wall clock of the product's own, which jumps while the machine's does not: a library that is loaded before the system's adds the seconds
 * that stand in a file. It needs a C compiler, and a system that loads such a library (Linux). The times of files stay the machine's, and so does
 * the clock of other programs than java: a deadline of ffmpeg's by this clock is one by the machine's for the kernel, where it has always passed.
 */
final class OwnClock {
    private static final String LIBRARY = """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <errno.h>
            #include <fcntl.h>
            #include <stdlib.h>
            #include <string.h>
            #include <sys/mman.h>
            #include <sys/syscall.h>
            #include <sys/time.h>
            #include <time.h>
            #include <unistd.h>

            static const volatile long long *seconds;
            static int (*real)(clockid_t, struct timespec *);

            __attribute__((constructor)) static void begin(void) {
                int java = strcmp(program_invocation_short_name, "java") == 0;
                const char *name = java ? getenv("ANNOUNCER_CHAOS_CLOCK") : 0;
                int file = name ? open(name, O_RDONLY | O_CLOEXEC) : -1;
                if (file >= 0) {
                    void *page = mmap(0, sizeof(long long), PROT_READ, MAP_SHARED, file, 0);
                    close(file);
                    if (page != MAP_FAILED) seconds = page;
                }
                real = (int (*)(clockid_t, struct timespec *)) dlsym(RTLD_NEXT, "clock_gettime");
            }

            int clock_gettime(clockid_t clock, struct timespec *time) {
                int result = real ? real(clock, time) : (int) syscall(SYS_clock_gettime, clock, time);
                if (result == 0 && seconds && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) time->tv_sec += *seconds;
                return result;
            }

            int gettimeofday(struct timeval *restrict time, void *restrict zone) {
                struct timespec now;
                (void) zone;
                clock_gettime(CLOCK_REALTIME, &now);
                time->tv_sec = now.tv_sec;
                time->tv_usec = now.tv_nsec / 1000;
                return 0;
            }

            time_t time(time_t *into) {
                struct timespec now;
                clock_gettime(CLOCK_REALTIME, &now);
                if (into) *into = now.tv_sec;
                return now.tv_sec;
            }
            """;

    private final Path library;
    private final Path offset;

    private OwnClock(Path library, Path offset) {
        this.library = library;
        this.offset = offset;
    }

    /** Makes one in this folder; empty where there is no C compiler, or the system is not Linux. */
    static Optional<OwnClock> make(Path folder) throws IOException, InterruptedException {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        Path source = Files.writeString(folder.resolve("clock.c"), LIBRARY, StandardCharsets.US_ASCII);
        OwnClock clock = new OwnClock(folder.resolve("clock.so"), folder.resolve("clock.offset"));
        clock.set(Duration.ZERO);
        try {
            Process compiler = new ProcessBuilder("cc", "-O1", "-shared", "-fPIC", "-o", clock.library.toString(), source.toString(),
                    "-ldl")
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return compiler.waitFor(30, TimeUnit.SECONDS) && compiler.exitValue() == 0 ? Optional.of(clock) : Optional.empty();
        } catch (IOException e) {
            // There is no such program.
            return Optional.empty();
        }
    }

    /** What a process that goes by it has in its environment. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "ANNOUNCER_CHAOS_CLOCK", offset.toString());
    }

    /** Is this much ahead of the machine's from now on. */
    void set(Duration ahead) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(0, ahead.toSeconds());
        try (FileChannel file = FileChannel.open(offset, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            file.write(bytes, 0);
        }
    }
}
