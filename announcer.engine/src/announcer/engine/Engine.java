package announcer.engine;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.AnnouncementListener;
import announcer.api.ChannelListener;
import announcer.api.speech.SpeechEngine;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.StreamPusher;
import announcer.api.stream.StreamServer;
import announcer.engine.audio.FilterBank;
import announcer.engine.cache.PhraseCache;
import announcer.lib.time.MonotonicClock;

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
     * @param voicePatienceMillis how long an engine's answer is waited for when it is asked for its voices
     */
    record Setup(BundleContext context, MonotonicClock clock, InstantSource wall, EngineLimits limits, SynthPool synthesis,
            SynthPool previews, Executor wiring, long voicePatienceMillis, PhraseCache cache, LoudnessCalibrator calibrator) {}

    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    /** A push that hangs is left after 11 s (announcer.ffmpeg), and the launcher waits 15 s in all. */
    private static final long CLOSE_SECONDS = 12;

    private final Setup setup;
    private final Ranked<SpeechEngine> engines;
    private final Ranked<MediaTransport> transports;
    private final Ranked<StreamPusher> pushers;
    private final Ranked<StreamServer> servers;
    private final Whiteboard<AnnouncementListener> listeners;
    private final Whiteboard<ChannelListener> channelListeners;
    private final Channels channels = new Channels();
    private final Pacer pacer;
    private final Control control;
    private final Events events;
    private final VoiceTastes tastes;
    private final Voices voices;
    private final Studio studio;
    private final Surroundings around;
    private final Previews previews;
    private final Door door;
    private final Ahead ahead;
    private volatile Runnable wakeAhead = () -> {};
    private volatile EngineLimits limits;

    Engine(Setup setup) {
        this.setup = setup;
        BundleContext context = setup.context();
        MonotonicClock clock = setup.clock();
        limits = setup.limits();
        engines = new Ranked<>(context);
        transports = new Ranked<>(context);
        pushers = new Ranked<>(context);
        servers = new Ranked<>(context);
        listeners = new Whiteboard<>(new Ranked<>(context));
        channelListeners = new Whiteboard<>(new Ranked<>(context));
        pacer = new Pacer(clock);
        control = new Control(clock);
        events = new Events(listeners::tellAll, channelListeners::tellAll);
        tastes = new VoiceTastes(this::phrasesAreStale);
        Health health = new Health(clock);
        voices = new Voices(engines, health, clock, setup.voicePatienceMillis());
        studio = new Studio(engines, voices, new Casting(voices, () -> limits.voiceWait()), health, tastes, setup.calibrator(),
                setup.cache(),
                new FilterBank(), new VoiceUse());
        watch(setup.synthesis());
        watch(setup.previews());
        around = new Surroundings(clock, setup.wall(), () -> limits, setup.synthesis(), studio, () -> {}, events);
        ahead = new Ahead(around.withNews(() -> wakeAhead.run()), channels::settings, channels::isMakingSound);
        wakeAhead = control.task("phrases made ahead", ahead::advance)::wake;
        channels.begin(around, new Wiring.Services(transports, pushers, servers, pacer, setup.wiring()), control, this::phrasesAreStale);
        previews = new Previews(around.withPool(setup.previews()));
        door = new Door(around, channels, voices, events, previews);
    }

    private void watch(SynthPool pool) {
        pool.onSubmit(control.task("overdue syntheses", pool::watch)::wake);
    }

    private void phrasesAreStale() {
        ahead.changed();
        wakeAhead.run();
    }

    /** Starts its threads. A test that drives pacer and control loop itself starts the events' alone. */
    void start() {
        events.start();
        pacer.start();
        control.start();
    }

    /** Gives everything an outcome, closes all channels and ends its threads. Blocks for some seconds at most. */
    void stop() {
        door.close();
        previews.close(ChannelEnd.STOPPED.cause());
        List<String> open = channels.closeAll(CLOSE_SECONDS, TimeUnit.SECONDS);
        if (!open.isEmpty()) {
            LOG.error("channels {} did not close within {} s", open, CLOSE_SECONDS);
        }
        control.stop();
        pacer.stop();
        setup.synthesis().stop();
        voices.close();
        events.stop();
        setup.cache().close();
    }

    /** Takes other limits from now on. */
    void limits(EngineLimits next) {
        limits = next;
    }

    // --- its parts

    Channels channels() {
        return channels;
    }

    Door door() {
        return door;
    }

    VoiceTastes tastes() {
        return tastes;
    }

    Studio studio() {
        return studio;
    }

    Previews previews() {
        return previews;
    }

    Events events() {
        return events;
    }

    Control control() {
        return control;
    }

    Pacer pacer() {
        return pacer;
    }

    Surroundings around() {
        return around;
    }

    Ranked<SpeechEngine> engines() {
        return engines;
    }

    // --- services that come and go; all return soon, but for a transport that goes

    void engineComes(ServiceReference<SpeechEngine> ref) {
        engines.add(ref);
        phrasesAreStale();
    }

    void engineChanged(ServiceReference<SpeechEngine> ref) {
        engines.update(ref);
        phrasesAreStale();
    }

    void engineGoes(ServiceReference<SpeechEngine> ref) {
        engines.remove(ref);
        long id = Voices.serviceId(ref);
        voices.gone(id);
        control.execute(() -> {
            channels.all().forEach(c -> c.engineGoes(id));
            previews.engineGoes(id);
        });
        phrasesAreStale();
    }

    void transportComes(ServiceReference<MediaTransport> ref) {
        transports.add(ref);
        channels.transportsChanged();
    }

    void transportChanged(ServiceReference<MediaTransport> ref) {
        transports.update(ref);
        channels.transportsChanged();
    }

    /** Returns when the pacer has let go of its pipes: they die when its bundle is stopped. */
    void transportGoes(ServiceReference<MediaTransport> ref) {
        transports.remove(ref);
        channels.transportGoes(ref);
        channels.transportsChanged();
    }

    void pusherComes(ServiceReference<StreamPusher> ref) {
        pushers.add(ref);
        channels.pushersChanged();
    }

    void pusherChanged(ServiceReference<StreamPusher> ref) {
        pushers.update(ref);
        channels.pushersChanged();
    }

    void pusherGoes(ServiceReference<StreamPusher> ref) {
        pushers.remove(ref);
        channels.pushersChanged();
    }

    void serverComes(ServiceReference<StreamServer> ref) {
        servers.add(ref);
        channels.serversChanged();
    }

    void serverChanged(ServiceReference<StreamServer> ref) {
        servers.update(ref);
        channels.serversChanged();
    }

    void serverGoes(ServiceReference<StreamServer> ref) {
        servers.remove(ref);
        channels.serversChanged();
    }

    void listenerComes(ServiceReference<AnnouncementListener> ref) {
        listeners.bind(ref);
    }

    void listenerGoes(ServiceReference<AnnouncementListener> ref) {
        listeners.unbind(ref);
    }

    void channelListenerComes(ServiceReference<ChannelListener> ref) {
        channelListeners.bind(ref);
    }

    void channelListenerGoes(ServiceReference<ChannelListener> ref) {
        channelListeners.unbind(ref);
    }
}
