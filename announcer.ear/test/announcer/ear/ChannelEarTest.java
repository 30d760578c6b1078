package announcer.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;

import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;

import announcer.api.Announcer;
import announcer.api.ChannelStatus;
import announcer.api.Listening;
import announcer.api.PacingStatus;
import announcer.api.SentFrame;
import announcer.api.audio.PcmFormat;
import announcer.api.stream.Hearing;
import announcer.api.stream.Hearing.State;
import announcer.api.stream.PlayedStream;
import announcer.api.stream.StreamPlayer;
import announcer.api.stream.StreamServer;
import announcer.testing.VirtualClock;

/** A channel, its stream and the time are the test's own: each look is 100 ms later than the one before. */
class ChannelEarTest {
    private static final int FRAMES_A_LOOK = 5;
    private static final PcmFormat SENT = new PcmFormat(24_000, 1);
    private static final PcmFormat HEARD = new PcmFormat(8_000, 1);
    private final VirtualClock clock = new VirtualClock();
    private final Instant start = Instant.parse("2026-01-01T12:00:00Z");
    private final Random random = new Random(1);
    private final List<String> urls = new ArrayList<>();
    private final Queue<SentFrame> toListen = new ArrayDeque<>();
    private final Queue<Short> underway = new ArrayDeque<>();
    private int delayFrames = 10;
    private boolean mute;
    private boolean onAir = true;
    private boolean playable = true;
    private boolean stalled;
    private boolean full;
    private int open;
    private int listeners;
    private byte[] arrived = new byte[0];
    private final ChannelEar ear = new ChannelEar("main", new Surroundings(), () -> 1500, clock, this::wall);
    private int syllable;
    private short loudness;

    private Instant wall() {
        return start.plusNanos(clock.nanoTime());
    }

    /** Looks for so long, while speech is sent, or silence. */
    private void go(Duration time, boolean speech) {
        for (long i = 0; i < time.toMillis() / 100; i++) {
            for (int f = 0; f < FRAMES_A_LOOK; f++) {
                if (syllable-- <= 0) {
                    syllable = 3 + random.nextInt(10);
                    loudness = (short) (random.nextInt(4) == 0 ? 0 : 500 + random.nextInt(8000));
                }
                send(speech ? loudness : 0);
                clock.pass(PcmFormat.FRAME_NANOS);
            }
            ear.look();
        }
    }

    private void send(int amplitude) {
        if (listeners > 0) {
            toListen.add(new SentFrame(wall(), square(SENT, amplitude)));
        }
        underway.add((short) amplitude);
        if (underway.size() > delayFrames && open > 0 && !stalled) {
            byte[] frame = square(HEARD, mute ? 0 : underway.remove());
            byte[] more = Arrays.copyOf(arrived, arrived.length + frame.length);
            System.arraycopy(frame, 0, more, arrived.length, frame.length);
            arrived = more;
        }
        while (underway.size() > delayFrames) {
            underway.remove();
        }
    }

    private static byte[] square(PcmFormat format, int amplitude) {
        byte[] pcm = new byte[format.bytesPerFrame()];
        for (int i = 0; i < pcm.length; i += 2) {
            int sample = i % 4 == 0 ? amplitude : -amplitude;
            pcm[i] = (byte) sample;
            pcm[i + 1] = (byte) (sample >> 8);
        }
        return pcm;
    }

    private State state() {
        return ear.hearing().state();
    }

    @Test
    void what_is_sent_is_heard_and_the_delay_is_told() {
        assertThat(state()).isEqualTo(State.WAITING);
        go(Duration.ofSeconds(8), false);
        assertThat(state()).as("of silence nothing can be told").isEqualTo(State.WAITING);
        go(Duration.ofSeconds(8), true);
        assertThat(state()).isEqualTo(State.GOOD);
        assertThat(ear.hearing().problem()).isEmpty();
        assertThat(ear.hearing().delay().get()).isBetween(Duration.ofMillis(180), Duration.ofMillis(240));
        assertThat(urls).containsExactly("rtsp://127.0.0.1/main?right");
    }

    @Test
    void a_mute_stream_is_critical_until_it_is_heard_again() {
        mute = true;
        go(Duration.ofSeconds(7), false);
        go(Duration.ofSeconds(6), true);
        assertThat(state()).isEqualTo(State.MUTE);
        assertThat(ear.hearing().delay()).isEmpty();
        assertThat(check().getStatus()).isEqualTo(Result.Status.CRITICAL);
        go(Duration.ofSeconds(20), false);
        assertThat(state()).as("it does not mend by silence").isEqualTo(State.MUTE);
        mute = false;
        go(Duration.ofSeconds(8), true);
        assertThat(state()).isEqualTo(State.GOOD);
        assertThat(check().isOk()).isTrue();
    }

    @Test
    void sound_that_comes_too_late_is_a_warning() {
        delayFrames = 100;
        go(Duration.ofSeconds(12), true);
        assertThat(state()).isEqualTo(State.LATE);
        assertThat(ear.hearing().problem().get()).contains(" ms after it was sent, and 1500 are allowed");
        assertThat(ear.hearing().delay().get()).isBetween(Duration.ofMillis(1980), Duration.ofMillis(2060));
        assertThat(check().getStatus()).isEqualTo(Result.Status.WARN);
    }

    @Test
    void a_stream_that_cannot_be_played_is_tried_more_and_more_seldom() {
        playable = false;
        go(Duration.ofSeconds(1), false);
        assertThat(state()).as("once may be chance").isEqualTo(State.WAITING);
        go(Duration.ofMinutes(10), false);
        assertThat(state()).isEqualTo(State.UNPLAYABLE);
        assertThat(ear.hearing().problem().get()).contains("there is no ffmpeg");
        assertThat(urls).hasSizeBetween(10, 30);
        assertThat(check().getStatus()).isEqualTo(Result.Status.CRITICAL);
        playable = true;
        go(Duration.ofSeconds(70), true);
        assertThat(state()).isEqualTo(State.GOOD);
    }

    @Test
    void one_that_stalls_is_played_anew() {
        go(Duration.ofSeconds(8), true);
        stalled = true;
        go(Duration.ofSeconds(60), true);
        assertThat(state()).isEqualTo(State.UNPLAYABLE);
        assertThat(ear.hearing().problem().get()).contains("no sound has come for 5 s: 404 Not Found");
        assertThat(urls).hasSizeBetween(4, 10);
        assertThat(open).isLessThanOrEqualTo(1);
        stalled = false;
        go(Duration.ofSeconds(70), true);
        assertThat(state()).isEqualTo(State.GOOD);
    }

    @Test
    void one_that_cannot_listen_is_a_warning() {
        full = true;
        go(Duration.ofSeconds(8), true);
        assertThat(state()).isEqualTo(State.WAITING);
        assertThat(check().getStatus()).isEqualTo(Result.Status.WARN);
        assertThat(check().toString()).contains("as many as may");
        full = false;
        go(Duration.ofSeconds(2), false);
        assertThat(check().isOk()).as("it listens").isTrue();
    }

    @Test
    void nothing_is_open_while_the_channel_is_off_the_air_nor_after_the_end() {
        go(Duration.ofSeconds(8), true);
        assertThat(open).isEqualTo(1);
        onAir = false;
        go(Duration.ofSeconds(2), true);
        assertThat(state()).isEqualTo(State.WAITING);
        assertThat(open + listeners).isZero();
        onAir = true;
        go(Duration.ofSeconds(8), true);
        assertThat(state()).isEqualTo(State.GOOD);
        ear.close();
        assertThat(open + listeners).isZero();
    }

    private Result check() {
        return new EarCheck(() -> Map.of("main", ear.hearing()), Set::of).execute();
    }

    private final class Surroundings implements ChannelEar.Services {
        @Override
        public Optional<Announcer> announcer() {
            return Optional.of((Announcer) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[]{Announcer.class},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "channel" -> Optional.of(channel());
                        case "listen" -> listen();
                        default -> throw new UnsupportedOperationException(method.getName());
                    }));
        }

        private ChannelStatus channel() {
            return new ChannelStatus("main", SENT, onAir, Optional.empty(), false, 0, Optional.empty(), List.of(), 1, "",
                    new PacingStatus(0, 0, 0, 0, 0, 0, 0), Optional.empty(), Optional.empty(), Optional.of("rtsp://127.0.0.1/main"),
                    Optional.empty(), Optional.empty());
        }

        private Optional<Listening> listen() {
            if (full) {
                throw new IllegalStateException("as many as may listen");
            }
            listeners++;
            toListen.clear();
            return Optional.of(new Taps());
        }

        @Override
        public Optional<StreamPlayer> player() {
            return Optional.of((url, format) -> {
                urls.add(url);
                assertThat(format).isEqualTo(HEARD);
                if (!playable) {
                    throw new IOException("there is no ffmpeg");
                }
                open++;
                arrived = new byte[0];
                return new Played();
            });
        }

        @Override
        public Optional<StreamServer> server() {
            return Optional.of(new StreamServer() {
                @Override
                public String publishUrl(String path) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public String playUrl(String path) {
                    return "rtsp://127.0.0.1/" + path;
                }

                @Override
                public String probeUrl(String path) {
                    return playUrl(path) + "?right";
                }
            });
        }
    }

    private final class Taps implements Listening {
        private boolean closed;

        @Override
        public PcmFormat format() {
            return SENT;
        }

        @Override
        public Optional<SentFrame> next(Duration timeout) {
            return Optional.ofNullable(toListen.poll());
        }

        @Override
        public long missedFrames() {
            return 0;
        }

        @Override
        public boolean ended() {
            return closed;
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                listeners--;
            }
        }
    }

    private final class Played implements PlayedStream {
        private boolean closed;

        @Override
        public int read(byte[] into) {
            int n = Math.min(arrived.length, into.length);
            System.arraycopy(arrived, 0, into, 0, n);
            arrived = Arrays.copyOfRange(arrived, n, arrived.length);
            return n;
        }

        @Override
        public List<String> output() {
            return List.of("a line", "404 Not Found");
        }

        @Override
        public void close() {
            if (!closed) {
                closed = true;
                open--;
            }
        }
    }
}
