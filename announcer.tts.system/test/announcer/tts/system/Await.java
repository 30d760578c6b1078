package announcer.tts.system;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.assertj.core.api.Assertions;

import announcer.lib.process.ProcessTree;

/** Waits for a condition, with a limit; and what is waited for. */
final class Await {
    private Await() {
    }

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                Assertions.fail("not within 20 s: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).map(Thread::getName)
                .filter(n -> n.startsWith("announcer-system-")).toList();
    }

    /** Processes that carry a mark of this JVM's, whoever their parent is by now. */
    static List<Long> processes() {
        return ProcessHandle.allProcesses().filter(Await::marked).map(ProcessHandle::pid).toList();
    }

    private static boolean marked(ProcessHandle handle) {
        Path environment = Path.of("/proc", Long.toString(handle.pid()), "environ");
        try {
            return Files.isReadable(environment)
                    && Files.readString(environment, StandardCharsets.ISO_8859_1)
                            .contains(ProgramCall.MARK + "=" + ProcessTree.marksOfThisJvm());
        } catch (IOException e) {
            return false;
        }
    }
}
