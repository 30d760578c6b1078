package announcer.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import announcer.api.Announcer;
import announcer.api.ChannelStatus;
import announcer.api.PacingStatus;
import announcer.api.audio.PcmFormat;
import announcer.api.stream.Hearing;
import announcer.api.stream.StreamPlayer;
import announcer.lib.time.MonotonicClock;

/** The ears of a component: which there are, and that faults end none of them. Threads are real, and time is a hundred times as fast. */
@Timeout(60)
class EarTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private final Set<String> there = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile Throwable fault;
    private volatile Throwable ofPlayer;
    private volatile Throwable ofThread;
    private Ear ear;

    private static final class Fast implements MonotonicClock {
        @Override
        public long nanoTime() {
            return System.nanoTime() * 100;
        }

        @Override
        public void parkUntil(long nanos) {
            LockSupport.parkNanos((nanos - nanoTime()) / 100);
        }
    }

    @AfterEach
    void end() {
        if (ear != null) {
            ear.deactivate();
        }
    }

    private void start(String... channels) {
        ear = new Ear(config(channels), new Fast(), (id, channel, clock) -> {
            EarTest.<RuntimeException>raise(ofThread);
            return new EarThread(id, channel, clock);
        });
        StreamPlayer player = (url, format) -> {
            EarTest.<RuntimeException>raise(ofPlayer);
            throw new IOException("there is no ffmpeg");
        };
        ear.player = player;
        ear.announcer = (Announcer) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{Announcer.class},
                (proxy, method, arguments) -> {
                    asked.incrementAndGet();
                    EarTest.<RuntimeException>raise(fault);
                    return switch (method.getName()) {
                        case "channels" -> there.stream().map(EarTest::channel).toList();
                        case "channel" -> Optional.of(channel((String) arguments[0]));
                        case "listen" -> Optional.empty();
                        default -> throw new UnsupportedOperationException(method.getName());
                    };
                });
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void raise(Throwable any) throws T {
        if (any != null) {
            throw (T) any;
        }
    }

    private static EarConfig config(String... channels) {
        return (EarConfig) Proxy.newProxyInstance(EarTest.class.getClassLoader(), new Class<?>[]{EarConfig.class},
                (proxy, method, arguments) -> method.getName().equals("channels") ? channels : 1500);
    }

    private static ChannelStatus channel(String id) {
        return new ChannelStatus(id, new PcmFormat(24_000, 1), true, Optional.empty(), false, 0, Optional.empty(), List.of(), 1, "",
                new PacingStatus(0, 0, 0, 0, 0, 0, 0), Optional.empty(), Optional.empty(), Optional.of("rtsp://127.0.0.1/" + id),
                Optional.empty(), Optional.empty());
    }

    private Result check() {
        return new EarCheck(ear::hearings, ear::unheard).execute();
    }

    private void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(condition.getAsBoolean()).as("%s; hearings %s", what, ear.hearings()).isTrue();
    }

    private static boolean runs(String thread) {
        return Thread.getAllStackTraces().keySet().stream().anyMatch(t -> t.getName().equals(thread));
    }

    @Test
    void each_channel_that_is_there_and_is_to_be_heard_has_an_ear() {
        there.addAll(Set.of("ear-main", "ear-hall"));
        start("ear-main", "ear-other");
        until("the one", () -> ear.hearings().keySet().equals(Set.of("ear-main")));
        assertThat(runs("announcer-ear-ear-main")).isTrue();
        ear.modified(config("*"));
        until("all", () -> ear.hearings().keySet().equals(Set.of("ear-main", "ear-hall")));
        there.remove("ear-hall");
        until("the one that is left", () -> ear.hearings().keySet().equals(Set.of("ear-main")) && !runs("announcer-ear-ear-hall"));
        ear.modified(config());
        until("none, and no thread", () -> ear.hearings().isEmpty() && !runs("announcer-ear-ear-main") && !runs("announcer-ear"));
        ear.modified(config("*"));
        until("all again", () -> ear.hearings().keySet().equals(Set.of("ear-main")));
    }

    @Test
    void a_fault_of_the_engine_or_a_thread_that_cannot_be_had_ends_no_keeper() {
        there.add("ear-main");
        fault = new IllegalStateException("the engine is stopping");
        start("*");
        int before = asked.get();
        until("it is asked again", () -> asked.get() > before + 3);
        ofThread = new OutOfMemoryError("unable to create native thread");
        fault = null;
        until("a channel that has no ear is a warning", () -> check().getStatus() == Result.Status.WARN);
        assertThat(check().toString()).contains("ear-main");
        ofThread = null;
        until("its ear", () -> ear.hearing("ear-main").isPresent());
        assertThat(ear.unheard()).isEmpty();
    }

    @Test
    void an_error_ends_no_ear_and_leaves_no_old_finding() {
        there.add("ear-main");
        ofPlayer = new OutOfMemoryError("unable to create native thread");
        start("*");
        until("it is told", () -> ear.hearing("ear-main").filter(h -> h.state() == Hearing.State.UNPLAYABLE).isPresent());
        assertThat(ear.hearing("ear-main").get().problem().get()).contains("unable to create native thread");
        ofPlayer = null;
        until("it goes on", () -> ear.hearing("ear-main").get().problem().orElse("").contains("there is no ffmpeg"));
    }

    @Test
    void channels_without_an_ear_are_not_called_well() {
        Map<String, Hearing> none = Map.of();
        assertThat(new EarCheck(() -> none, Set::of).execute().isOk()).isTrue();
        assertThat(new EarCheck(() -> none, () -> Set.of("main")).execute().getStatus()).isEqualTo(Result.Status.WARN);
    }
}
