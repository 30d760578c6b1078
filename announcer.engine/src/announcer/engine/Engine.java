package announcer.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.AnnouncementListener;
import announcer.api.ChannelListener;
import announcer.api.ChimeStatus;
import announcer.api.audio.SoundDecoder;
import announcer.api.lexicon.Lexicon;
import announcer.api.speech.SpeechEngine;
import announcer.api.stream.StreamEar;
import announcer.api.stream.Hearing;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.StreamPlayer;
import announcer.api.stream.StreamPusher;
import announcer.api.stream.StreamServer;
import announcer.lib.time.MonotonicClock;
import announcer.engine.announcement.EventDispatcher;
import announcer.engine.announcement.KeptOutcomes;
import announcer.engine.announcement.Recorder;
import announcer.engine.audio.FilterBank;
import announcer.engine.background.Backgrounds;
import announcer.engine.cache.PhraseCache;
import announcer.engine.chime.ChimeLibrary;
import announcer.engine.channel.ChannelEnd;
import announcer.engine.channel.ChannelRegistry;
import announcer.engine.channel.ControlLoop;
import announcer.engine.config.ChannelSettings;
import announcer.engine.config.EngineLimits;
import announcer.engine.intake.AdmissionService;
import announcer.engine.output.OutputController;
import announcer.engine.playout.Pacer;
import announcer.engine.sound.SoundFiles;
import announcer.engine.synthesis.PhrasePrefetcher;
import announcer.engine.synthesis.PreviewService;
import announcer.engine.synthesis.Pronouncer;
import announcer.engine.synthesis.SynthesisContext;
import announcer.engine.synthesis.SynthesisExecutor;
import announcer.engine.synthesis.SynthesisServices;
import announcer.engine.targets.Zones;
import announcer.engine.util.ListenerServices;
import announcer.engine.util.RankedServices;
import announcer.engine.voice.EngineCircuitBreaker;
import announcer.engine.voice.LoudnessCalibrator;
import announcer.engine.voice.VoiceCatalog;
import announcer.engine.voice.VoiceOverrides;
import announcer.engine.voice.VoiceSelector;
import announcer.engine.voice.VoiceUsage;

/**
 * The composition root: makes the engine's parts and puts them together, starts and stops their threads, and passes on which services come
 * and go. The component makes one, and so do tests, with other surroundings. Any thread.
 */
final class Engine {
    /**
     * What the engine is made of that is not the same in a test.
     *
     * @param context where services are leased
     * @param limits at the start
     * @param synthesis the threads that make sound for channels
     * @param previews the threads that make sound for previews
     * @param wiring where steps run that may block
     * @param sounds the folder with the administrator's own chimes
     * @param kept takes the outcomes that the journal cannot take
     * @param voicePatienceMillis how long an engine's answer is waited for when it is asked for its voices
     */
    record Setup(BundleContext context, MonotonicClock clock, InstantSource wall, EngineLimits limits, SynthesisExecutor synthesis,
            SynthesisExecutor previews, Executor wiring, long voicePatienceMillis, PhraseCache cache, LoudnessCalibrator calibrator,
            Path sounds, KeptOutcomes kept) {}

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    /** A push that hangs is left after 11 s (announcer.ffmpeg), and the launcher waits 15 s in all. */
    private static final long CLOSE_SECONDS = 12;
    /** Its processes end within two. */
    private static final Duration BACKGROUND = Duration.ofSeconds(3);

    private final Setup setup;
    private final RankedServices<SpeechEngine> engines;
    private final RankedServices<MediaTransport> transports;
    private final RankedServices<StreamPusher> pushers;
    private final RankedServices<StreamServer> servers;
    private final RankedServices<SoundDecoder> decoders;
    private final RankedServices<StreamEar> ears;
    private final RankedServices<StreamPlayer> players;
    private final RankedServices<Lexicon> lexicons;
    private final ListenerServices<AnnouncementListener> listeners;
    private final ListenerServices<ChannelListener> channelListeners;
    private final ChannelRegistry channels = new ChannelRegistry();
    private final Zones zones = new Zones();
    private final Pacer pacer;
    private final ControlLoop control;
    private final EventDispatcher events;
    private final Recorder recorder;
    private final Backgrounds backgrounds;
    private final VoiceOverrides overrides;
    private final VoiceCatalog voices;
    private final SynthesisServices synthesisServices;
    private final SynthesisContext shared;
    private final PreviewService previews;
    private final AdmissionService admission;
    private final PhrasePrefetcher prefetcher;
    private volatile Runnable wakePrefetcher = () -> {};
    private volatile Runnable onChannels = () -> {};
    private volatile EngineLimits limits;

    Engine(Setup setup) {
        this.setup = setup;
        BundleContext context = setup.context();
        MonotonicClock clock = setup.clock();
        limits = setup.limits();
        engines = new RankedServices<>(context);
        transports = new RankedServices<>(context, channels::transportsChanged);
        pushers = new RankedServices<>(context, channels::pushersChanged);
        servers = new RankedServices<>(context, channels::serversChanged);
        ears = new RankedServices<>(context);
        players = new RankedServices<>(context);
        // What was made ahead may be said otherwise now.
        lexicons = new RankedServices<>(context, this::phrasesAreStale);
        listeners = new ListenerServices<>(new RankedServices<>(context));
        channelListeners = new ListenerServices<>(new RankedServices<>(context));
        pacer = new Pacer(clock);
        control = new ControlLoop(clock);
        events = new EventDispatcher(listeners::tellAll, channelListeners::tellAll, this::hearing);
        recorder = new Recorder(events, setup.kept());
        overrides = new VoiceOverrides(this::phrasesAreStale);
        EngineCircuitBreaker health = new EngineCircuitBreaker(clock);
        voices = new VoiceCatalog(engines, health, clock, setup.voicePatienceMillis());
        decoders = new RankedServices<>(context);
        FilterBank filters = new FilterBank();
        SoundFiles sounds = new SoundFiles(decoders);
        backgrounds = new Backgrounds(new Backgrounds.Surroundings(setup.sounds(), sounds, filters, players, clock, setup.wall()));
        synthesisServices = new SynthesisServices(engines, voices, new VoiceSelector(voices, () -> limits.voiceWait()), health, overrides,
                setup.calibrator(), setup.cache(),
                filters, new VoiceUsage(), new ChimeLibrary(setup.sounds(), sounds, filters), new Pronouncer(lexicons, clock));
        watch(setup.synthesis());
        watch(setup.previews());
        shared = new SynthesisContext(clock, setup.wall(), () -> limits, setup.synthesis(), synthesisServices, () -> {}, events);
        prefetcher = new PhrasePrefetcher(shared.withWake(() -> wakePrefetcher.run()), channels::settings, channels::isMakingSound);
        wakePrefetcher = control.task("phrases made ahead", prefetcher::advance)::wake;
        channels.begin(shared, new OutputController.Services(transports, pushers, servers, pacer, setup.wiring(), clock, () -> limits),
                control, backgrounds, this::hearing, this::channelsHaveChanged);
        previews = new PreviewService(shared.withPool(setup.previews()), look -> control.task("previews", look::applyAsLong)::wake);
        admission = new AdmissionService(shared, channels, zones, voices, recorder, previews);
        onChannels = admission::channelsChanged;
    }

    private void watch(SynthesisExecutor pool) {
        pool.onSubmit(control.task("overdue syntheses", pool::watch)::wake);
    }

    /** What the best ear hears of a channel; it answers at once, by its contract. */
    private Optional<Hearing> hearing(String channel) {
        for (ServiceReference<StreamEar> ref : ears.refs()) {
            try {
                Optional<RankedServices.Lease<StreamEar>> lease = ears.lease(ref);
                if (lease.isPresent()) {
                    try (RankedServices.Lease<StreamEar> held = lease.get()) {
                        return held.service().hearing(channel);
                    }
                }
            } catch (RuntimeException | Error e) {
                LOG.debug("the ear of bundle {} does not tell", RankedServices.bundleOf(ref), e);
            }
        }
        return Optional.empty();
    }

    private void phrasesAreStale() {
        prefetcher.changed();
        wakePrefetcher.run();
    }

    private void channelsHaveChanged() {
        phrasesAreStale();
        onChannels.run();
    }

    /** Starts its threads. A test that drives pacer and control loop itself starts the events' alone. */
    void start() {
        events.start();
        pacer.start();
        control.start();
    }

    /** Gives everything an outcome, closes all channels and ends its threads. Blocks for some seconds at most. */
    void stop() {
        admission.close();
        previews.close(ChannelEnd.STOPPED.cause());
        List<String> open = channels.closeAll(CLOSE_SECONDS, TimeUnit.SECONDS);
        if (!open.isEmpty()) {
            LOG.error("channels {} did not close within {} s", open, CLOSE_SECONDS);
        }
        backgrounds.stop(BACKGROUND);
        control.stop();
        pacer.stop();
        setup.synthesis().stop();
        voices.close();
        recorder.stop();
        events.stop();
        setup.cache().close();
    }

    /** Takes other limits from now on. */
    void limits(EngineLimits next) {
        limits = next;
        control.execute(() -> channels.all().forEach(c -> c.output().tune()));
    }

    /** The chimes that there are, and those that channels name and that are not there. Reads files. */
    List<ChimeStatus> chimes() {
        List<ChimeStatus> all = new ArrayList<>(synthesisServices.chimes().list());
        Set<String> there = all.stream().map(ChimeStatus::id).collect(Collectors.toSet());
        for (ChannelSettings s : channels.settings()) {
            for (String id : s.chimes().ids()) {
                if (there.add(id)) {
                    all.add(new ChimeStatus(id, "missing", Optional.empty(), Optional.of("channel " + s.id() + " names chime \"" + id
                            + "\", which is not there: put " + id + ".wav into the folder " + setup.sounds() + ", or choose another one")));
                }
            }
        }
        all.sort(Comparator.comparing(ChimeStatus::id));
        return all;
    }

    // --- its parts

    ChannelRegistry channels() {
        return channels;
    }

    Zones zones() {
        return zones;
    }

    AdmissionService admission() {
        return admission;
    }

    VoiceOverrides overrides() {
        return overrides;
    }

    SynthesisServices synthesisServices() {
        return synthesisServices;
    }

    PreviewService previews() {
        return previews;
    }

    Recorder recorder() {
        return recorder;
    }

    EventDispatcher events() {
        return events;
    }

    ControlLoop control() {
        return control;
    }

    Pacer pacer() {
        return pacer;
    }

    SynthesisContext shared() {
        return shared;
    }

    RankedServices<SpeechEngine> engines() {
        return engines;
    }

    // --- services that come and go; all return soon, but for a transport that goes

    /** It has come, or its properties have changed. */
    void engineComes(ServiceReference<SpeechEngine> ref) {
        engines.add(ref);
        phrasesAreStale();
    }

    void engineGoes(ServiceReference<SpeechEngine> ref) {
        engines.remove(ref);
        long id = VoiceCatalog.serviceId(ref);
        voices.gone(id);
        control.execute(() -> {
            channels.all().forEach(c -> c.engineGoes(id));
            previews.engineGoes(id);
        });
        phrasesAreStale();
    }

    /** Returns when the pacer has let go of its pipes: they die when its bundle is stopped. */
    void transportGoes(ServiceReference<MediaTransport> ref) {
        transports.remove(ref);
        channels.transportGoes(ref);
    }

    /** The transports. Channels hear of changes by themselves, but one that goes is removed by {@link #transportGoes}. */
    RankedServices<MediaTransport> transports() {
        return transports;
    }

    /** The pushers. Channels hear of changes by themselves. */
    RankedServices<StreamPusher> pushers() {
        return pushers;
    }

    /** The servers. Channels hear of changes by themselves. */
    RankedServices<StreamServer> servers() {
        return servers;
    }

    /** What decodes sound files; asked for when one is read. */
    RankedServices<SoundDecoder> decoders() {
        return decoders;
    }

    /** The ears. */
    RankedServices<StreamEar> ears() {
        return ears;
    }

    /** What plays streams; asked for when one is opened. */
    RankedServices<StreamPlayer> players() {
        return players;
    }

    /** What is asked how words are pronounced. */
    RankedServices<Lexicon> lexicons() {
        return lexicons;
    }

    ListenerServices<AnnouncementListener> listeners() {
        return listeners;
    }

    ListenerServices<ChannelListener> channelListeners() {
        return channelListeners;
    }
}
