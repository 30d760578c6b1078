package announcer.engine;

import announcer.testing.VirtualClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.osgi.framework.ServiceReference;

import announcer.api.Announcement;
import announcer.api.ChannelListener;
import announcer.api.ChannelStatus;
import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.audio.PcmFormat;
import announcer.api.config.InvalidConfigurationException;
import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechEngine;
import announcer.api.stream.MediaPipe;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.Push;
import announcer.api.stream.PushRequest;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.api.stream.RunDestination;
import announcer.api.stream.StreamPusher;
import announcer.api.stream.StreamServer;
import announcer.engine.announcement.EventDispatcher;
import announcer.engine.announcement.KeptOutcomes;
import announcer.engine.audio.Level;
import announcer.engine.audio.LoudnessTarget;
import announcer.engine.cache.PhraseCache;
import announcer.engine.channel.Channel;
import announcer.engine.channel.ChannelRegistry;
import announcer.engine.channel.ControlDriver;
import announcer.engine.channel.ControlLoop;
import announcer.engine.config.ChannelSettings;
import announcer.engine.config.EngineLimits;
import announcer.engine.config.InterruptionRules;
import announcer.engine.intake.AdmissionService;
import announcer.engine.playout.FakePipe;
import announcer.engine.playout.Pacer;
import announcer.engine.playout.PacerDriver;
import announcer.engine.playout.PlayoutLane;
import announcer.engine.synthesis.ChimeTask;
import announcer.engine.synthesis.PreviewService;
import announcer.engine.synthesis.SegmentTask;
import announcer.engine.synthesis.SynthesisContext;
import announcer.engine.synthesis.SynthesisExecutor;
import announcer.engine.synthesis.SynthesisServices;
import announcer.engine.util.RankedServices;
import announcer.engine.voice.CalibrationStore;
import announcer.engine.voice.EngineInvoker;
import announcer.engine.voice.LoudnessCalibrator;
import announcer.engine.voice.VoiceCatalog;
import announcer.engine.voice.VoiceOverrides;

/** The whole engine on a virtual clock: everything real but the framework, the pipe, the pusher and the voices. */
public final class Rig implements AutoCloseable {
    /** Where its clock starts unless a test says otherwise: below 0, as the machine's own may. */
    public static final long START = -3_600_000_000_000L;
    public final FakeServices services = new FakeServices();
    public final VirtualClock clock;
    final Engine engine;
    public final ChannelRegistry channels;
    public final ControlLoop control;
    final Pacer pacer;
    final RankedServices<SpeechEngine> engines;
    public final RankedServices<StreamServer> servers;
    /** Runs the steps of wiring and the questions to servers; the thread that asks, until a test says otherwise. */
    public Executor wiring = Runnable::run;
    /** By how much somebody has set the wall clock forward. */
    public Duration wallStep = Duration.ZERO;
    /** What channel listeners were told, in order. */
    private final List<ChannelStatus> told = new CopyOnWriteArrayList<>();
    final List<String> channelsGone = new CopyOnWriteArrayList<>();
    final ChannelListener channelListener = new ChannelListener() {
        @Override
        public void changed(ChannelStatus status) {
            told.add(status);
        }

        @Override
        public void gone(String channel) {
            channelsGone.add(channel);
        }
    };
    final SynthesisExecutor pool;
    private final List<FakeEngine> fakes = new CopyOnWriteArrayList<>();
    public final EventDispatcher events;
    public final FakePipe pipe = new FakePipe();
    /** The pipes of the channels of {@link #addChannels}, by channel. */
    final Map<String, FakePipe> ownPipes = new ConcurrentHashMap<>();
    public final FakePusher pusher = new FakePusher();
    final VoiceOverrides overrides;
    final PhraseCache cache;
    final VoiceCatalog voicesSeen;
    public final SynthesisServices synthesisServices;
    public final SynthesisContext shared;
    public final PreviewService previews;
    public final AdmissionService admission;

    public Rig(String pusherName) {
        this(pusherName, 0);
    }

    /** @param cacheBytes size of the phrase cache; 0: none, so that every sentence is asked for */
    public Rig(String pusherName, long cacheBytes) {
        this(pusherName, cacheBytes, new VirtualClock(START));
    }

    public Rig(String pusherName, long cacheBytes, VirtualClock clock) {
        this(pusherName, cacheBytes, clock, Path.of("unused"));
    }

    /** @param sounds the folder with the administrator's chimes */
    public Rig(String pusherName, long cacheBytes, VirtualClock clock, Path sounds) {
        this(pusherName, cacheBytes, clock, sounds, Optional.empty());
    }

    /** @param outcomes the file for those that the journal cannot take */
    Rig(String pusherName, long cacheBytes, VirtualClock clock, Path sounds, Optional<Path> outcomes) {
        this.clock = clock;
        pool = new SynthesisExecutor(2, 4) {
            @Override
            public void submit(Task task) {
                int hanging = hangs();
                super.submit(task);
                // Virtual time stands still until the sound is made or an engine hangs: thirty real seconds at most.
                long last = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                while (isRunning(task) && hangs() == hanging
                        && System.nanoTime() - last < 0) {
                    LockSupport.parkNanos(100_000);
                }
            }
        };
        EngineLimits limits = new EngineLimits(100, Duration.ofSeconds(2), Duration.ofMillis(10), Duration.ofSeconds(3),
                Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofHours(24), InterruptionRules.DEFAULT, -15);
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        long zero = clock.nanoTime();
        cache = new PhraseCache(Path.of("unused"), new PhraseCache.Limits(cacheBytes, 0, Duration.ofDays(1)),
                () -> start.plusNanos(clock.nanoTime() - zero));
        // Levels stay as they are: tests know sounds by them.
        engine = new Engine(new Engine.Setup(services.context(), clock,
                () -> start.plusNanos(clock.nanoTime() - zero).plus(wallStep), limits, pool, pool,
                task -> wiring.execute(task), 1_000, cache, new LoudnessCalibrator(new CalibrationStore(Path.of("unused"))) {
                    @Override
                    public Level level(VoiceCatalog.Candidate c, SpeechEngine speech, LoudnessTarget target, EngineInvoker invoker) {
                        return Level.UNCHANGED;
                    }
                }, sounds, new KeptOutcomes(outcomes)));
        channels = engine.channels();
        control = engine.control();
        pacer = engine.pacer();
        engines = engine.engines();
        servers = engine.servers();
        events = engine.events();
        overrides = engine.overrides();
        synthesisServices = engine.synthesisServices();
        voicesSeen = synthesisServices.voices();
        shared = engine.shared();
        previews = engine.previews();
        admission = engine.admission();
        // Tests that want outcomes to wait for the disk say so.
        engine.recorder().patience(Duration.ZERO);
        events.start();
        engine.channelListeners().bind(services.register(channelListener, "test", "rig", 0));
        engine.transports().add(services.register((MediaTransport) r -> (MediaPipe) pipe, MediaTransport.TYPE, "fake", 0));
        engine.pushers().add(services.register((StreamPusher) pusher, StreamPusher.TYPE, "fake", 0));
        channels.put(settings(pusherName));
        run(Duration.ofMillis(100));
    }

    public static ChannelSettings settings(String pusherName) {
        return new ChannelSettings("announcer.channel~main", "main", new PcmFormat(24_000, 1), "", List.of(), Prosody.NEUTRAL,
                new LoudnessTarget(-23, -1), List.of(), "", pusherName, "rtsp://elsewhere/x",
                Optional.empty(), OptionalInt.empty(), Duration.ZERO, Duration.ofMillis(100), Duration.ofMinutes(10), 5, false);
    }

    /** Saves the channel's settings with another destination; empty: the embedded server. */
    public void publishTo(String destination) {
        ChannelSettings s = main().settings();
        channels.put(new ChannelSettings(s.pid(), s.id(), s.format(), s.voice(), s.fallbackVoices(), s.prosody(), s.loudness(), s.phrases(),
                s.transport(), s.pusher(), destination, s.codec(), s.bitrateKbps(), s.leadIn(), s.gap(), s.timeToLive(),
                s.queueCapacity(), s.paused()));
    }

    /** Another transport comes that is better; its pipes are the test's one too. */
    void replaceTransport() {
        addTransport(r -> pipe);
    }

    /** This transport comes, and is better than the one that is there. */
    public void addTransport(MediaTransport better) {
        engine.transports().add(services.register(better, MediaTransport.TYPE, "better", 5));
    }

    /** What channel listeners were told so far, in order. */
    List<ChannelStatus> channelNews() throws InterruptedException {
        CountDownLatch delivered = new CountDownLatch(1);
        events.run(delivered::countDown);
        if (!delivered.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("announcer-events did not come that far within ten seconds");
        }
        return told;
    }

    /** Adds channels that are pushed by hand, each with a pipe of its own; returns them. */
    public List<Channel> addChannels(int number) {
        ServiceReference<MediaTransport> own = services.register(
                (MediaTransport) r -> ownPipes.computeIfAbsent(r.channel(), id -> new FakePipe()),
                Map.of(MediaTransport.TYPE, "own", MediaTransport.EXPLICIT, true), 0);
        engine.transports().add(own);
        ChannelSettings s = main().settings();
        List<Channel> added = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String id = "c" + i;
            channels.put(new ChannelSettings("announcer.channel~" + id, id, s.format(), s.voice(), s.fallbackVoices(), s.prosody(),
                    s.loudness(), s.phrases(), "own", ChannelSettings.BY_HAND, "rtsp://elsewhere/" + id, s.codec(), s.bitrateKbps(),
                    s.leadIn(), s.gap(), s.timeToLive(), s.queueCapacity(), false));
            added.add(channels.find(id).orElseThrow());
        }
        return added;
    }

    /** Saves the channel's settings with another {@code paused}. */
    public void pause(boolean yes) {
        save(main().settings().format(), yes);
    }

    /** Saves the channel's settings with another format. */
    void reformat(PcmFormat format) {
        save(format, main().settings().paused());
    }

    private void save(PcmFormat format, boolean paused) {
        ChannelSettings s = main().settings();
        channels.put(new ChannelSettings(s.pid(), s.id(), format, s.voice(), s.fallbackVoices(), s.prosody(), s.loudness(), s.phrases(),
                s.transport(), s.pusher(), s.destination(), s.codec(), s.bitrateKbps(), s.leadIn(), s.gap(), s.timeToLive(),
                s.queueCapacity(), paused));
    }

    private static boolean isRunning(SynthesisExecutor.Task task) {
        return task instanceof ChimeTask c ? c.isRunning() : ((SegmentTask) task).outcome() == SegmentTask.Outcome.RUNNING;
    }

    /** Sets the rules of interruption, and how much of an announcement's sound is kept. */
    void limits(Duration keptSound, String... interruptions) throws InvalidConfigurationException {
        engine.limits(new EngineLimits(100, Duration.ofSeconds(2), Duration.ofMillis(10), Duration.ofSeconds(3), keptSound,
                Duration.ofSeconds(10), Duration.ofHours(24), InterruptionRules.of(interruptions), -15));
        turn();
    }

    /** How often an engine began to hang. */
    private int hangs() {
        return fakes.stream().mapToInt(e -> e.hangs.get()).sum();
    }

    public ServiceReference<SpeechEngine> add(FakeEngine e, int ranking) {
        fakes.add(e);
        ServiceReference<SpeechEngine> ref = services.register((SpeechEngine) e, SpeechEngine.NAME, e.voice.engine(), ranking);
        engine.engineComes(ref);
        return ref;
    }

    /** The engine's service goes, as Declarative Services tells it. */
    void remove(ServiceReference<SpeechEngine> ref) {
        engine.engineGoes(ref);
    }

    public Announcement say(String text) throws RejectedException {
        return admission.announce(Request.of(text));
    }

    public Announcement say(Request r) throws RejectedException {
        return admission.announce(r);
    }

    public Channel main() {
        return channels.find("main").orElseThrow();
    }

    /** Lets time pass: the pacer at each phase, the control thread every few milliseconds. */
    public void run(Duration d) {
        long end = clock.nanoTime() + d.toNanos();
        until(() -> clock.nanoTime() >= end);
    }

    /** Lets time pass until something is so, two virtual hours at most. */
    void until(BooleanSupplier condition) {
        long last = clock.nanoTime() + Duration.ofHours(2).toNanos();
        while (!condition.getAsBoolean()) {
            if (clock.nanoTime() > last) {
                throw new AssertionError("it did not come about within two virtual hours");
            }
            PacerDriver.step(pacer);
            pusher.follow(channels.find("main").map(c -> c.output().lane()).orElse(null));
            turn();
        }
    }

    /** Lets the real threads catch up while virtual time stands still, ten real seconds at most. */
    public void settle(BooleanSupplier condition) {
        long last = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - last > 0) {
                throw new AssertionError("it did not come about within ten seconds");
            }
            turn();
            // Not a spin: what is waited for needs a processor too.
            LockSupport.parkNanos(20_000);
        }
    }

    /** Has the control loop do what is due, while virtual time stands still. */
    public void turn() {
        ControlDriver.turn(control);
    }

    public void untilDone(Announcement a) {
        until(() -> a.status().state().isFinal());
    }

    /** The levels heard by the present reader, silence left out, runs of the same level as one. */
    List<Integer> heard() {
        List<Integer> runs = new ArrayList<>();
        short[] s = pipe.samples();
        int frame = 480;
        int before = 0;
        for (int f = 0; f + frame <= s.length; f += frame) {
            int level = s[f + frame / 2];
            if (level != before && level != 0) {
                runs.add(level);
            }
            before = level;
        }
        return runs;
    }

    /** Frames in which the present reader heard this level. */
    public long framesOf(int level) {
        return framesOf(level, pipe);
    }

    /** Frames in which the present reader of a pipe heard this level. */
    static long framesOf(int level, FakePipe of) {
        short[] s = of.samples();
        long n = 0;
        for (int f = 0; f + 480 <= s.length; f += 480) {
            n += s[f + 240] == level ? 1 : 0;
        }
        return n;
    }

    @Override
    public void close() {
        events.stop();
        cache.close();
        pool.stop();
        voicesSeen.close();
    }

    /** A pusher that passes on what its pipe was given, 60 ms later, in runs that the test ends. */
    public static final class FakePusher implements StreamPusher {
        private Consumer<PushStatus> onChange;
        /** What was asked for, in order. */
        public final List<PushRequest> requests = new CopyOnWriteArrayList<>();
        /** Where each of them gets the destinations of its runs; empty: all are the request's. */
        public final List<Optional<RunDestination>> destinations = new CopyOnWriteArrayList<>();
        /** The callbacks of all pushes so far, in order. */
        public final List<Consumer<PushStatus>> callbacks = new CopyOnWriteArrayList<>();
        int run = 1;
        boolean confirms = true;
        boolean publishes = true;
        /** Whether it takes the callback and fails. */
        public boolean broken;
        PushStatus status;
        int restarts;

        @Override
        public Push push(PushRequest request, Consumer<PushStatus> listener) {
            return push(request, Optional.empty(), listener);
        }

        @Override
        public Push push(PushRequest request, RunDestination destination, Consumer<PushStatus> listener) {
            return push(request, Optional.of(destination), listener);
        }

        private Push push(PushRequest request, Optional<RunDestination> destination, Consumer<PushStatus> listener) {
            destinations.add(destination);
            onChange = listener;
            callbacks.add(listener);
            requests.add(request);
            if (broken) {
                throw new IllegalStateException("it is broken");
            }
            tell(PushState.STARTING, 0);
            return new Push() {
                @Override
                public PushStatus status() {
                    return status;
                }

                @Override
                public List<String> output() {
                    return List.of("run " + run);
                }

                @Override
                public void restart(String reason) {
                    restarts++;
                }

                @Override
                public void close() {
                    tell(PushState.STOPPED, 0);
                    onChange = null;
                }
            };
        }

        void nextRun() {
            run++;
            tell(PushState.STARTING, 0);
        }

        void follow(PlayoutLane lane) {
            if (onChange != null && publishes && lane != null && lane.connected()) {
                tell(PushState.PUSHING, confirms ? Math.max(0, lane.written() * 20 - 60) : 0);
            }
        }

        private void tell(PushState state, long mediaMillis) {
            status = new PushStatus(state, Instant.EPOCH, Optional.empty(), run, run - 1, Duration.ofMillis(mediaMillis),
                    Optional.empty(), OptionalLong.empty(), "rtsp://elsewhere/x");
            onChange.accept(status);
        }
    }
}
