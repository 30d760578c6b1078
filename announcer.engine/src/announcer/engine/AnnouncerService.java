package announcer.engine;

import announcer.lib.time.MonotonicClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.Announcement;
import announcer.api.AnnouncementListener;
import announcer.api.Announcer;
import announcer.api.CacheStatus;
import announcer.api.ChannelListener;
import announcer.api.ChannelStatus;
import announcer.api.EngineStatus;
import announcer.api.Listening;
import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.api.audio.PcmSource;
import announcer.api.speech.Prosody;
import announcer.api.speech.SpeechEngine;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.StreamPusher;
import announcer.api.stream.StreamServer;
import announcer.engine.cache.PhraseCache;
import announcer.engine.audio.FilterBank;

/**
 * The engine's one door to the framework: owns its threads, keeps the live services, and provides {@link Announcer}. References are bound
 * as references, never as objects; nothing here is mandatory, so that with no engine at all the stream is silence.
 */
@Component(configurationPid = EngineConfig.PID, immediate = true, service = {Announcer.class, ChannelHouse.class, VoiceHouse.class,
        ConfigurationCheck.class}, property = ConfigurationCheck.PIDS + "=" + ChannelConfig.PID)
@Designate(ocd = EngineConfig.class)
public final class AnnouncerService implements Announcer, ChannelHouse, VoiceHouse, ConfigurationCheck {
    private static final Logger LOG = LoggerFactory.getLogger(AnnouncerService.class);
    /** A push that hangs is left after 11 s (announcer.ffmpeg), and the launcher waits 15 s in all. */
    private static final long CLOSE_SECONDS = 12;
    private static final long MEGABYTE = 1L << 20;

    private final Ranked<SpeechEngine> engines;
    private final Ranked<MediaTransport> transports;
    private final Ranked<StreamPusher> pushers;
    private final Ranked<StreamServer> servers;
    private final Whiteboard<AnnouncementListener> listeners;
    private final Whiteboard<ChannelListener> channelListeners;
    private final MonotonicClock clock = MonotonicClock.SYSTEM;
    private final Channels channels = new Channels();
    private final Pacer pacer = new Pacer(clock);
    private final Control control = new Control(clock);
    private final Events events;
    private final SynthPool pool;
    private final VoiceTastes tastes;
    private final Health health;
    private final Voices voices;
    private final Studio studio;
    private final PhraseCache cache;
    private final ExecutorService wiring = WiringThreads.make();
    private final Previews previews;
    private final Door door;
    private volatile EngineLimits limits;
    private volatile Runnable wakeAhead = () -> {};

    /** Called by Declarative Services. */
    @Activate
    public AnnouncerService(BundleContext context, EngineConfig config) {
        engines = new Ranked<>(context);
        transports = new Ranked<>(context);
        pushers = new Ranked<>(context);
        servers = new Ranked<>(context);
        listeners = new Whiteboard<>(new Ranked<>(context));
        channelListeners = new Whiteboard<>(new Ranked<>(context));
        limits = EngineLimits.of(config);
        pool = new SynthPool(config.synthesisThreads(), config.maxStuckThreads());
        tastes = new VoiceTastes(() -> wakeAhead.run());
        health = new Health(clock);
        voices = new Voices(engines, health, clock);
        Path data = data(context);
        cache = new PhraseCache(data.resolve("phrases"), cacheLimits(config), InstantSource.system());
        studio = new Studio(engines, voices, new Casting(voices, () -> limits.voiceWait()), health, tastes,
                new LoudnessCalibrator(new VoiceLevels(data.resolve("voice-levels.txt"))), cache, new FilterBank(),
                new VoiceUse());
        events = new Events(listeners::tellAll, channelListeners::tellAll);
        Forsaken forsaken = new Forsaken(health);
        Surroundings around = new Surroundings(clock, InstantSource.system(), () -> limits, pool, forsaken, studio, () -> {}, events);
        Ahead ahead = new Ahead(around.withNews(() -> wakeAhead.run()), channels::settings, channels::isMakingSound);
        wakeAhead = control.task("phrases made ahead", ahead::advance)::wake;
        forsaken.onAdd(control.task("abandoned syntheses", forsaken::advance)::wake);
        channels.begin(around, new Wiring.Services(transports, pushers, servers, pacer, wiring), control, wakeAhead);
        previews = new Previews(around.withPool(new SynthPool("announcer-preview-", Previews.MOST, Previews.MOST)));
        door = new Door(around, channels, voices, events, previews);
        events.start();
        pacer.start();
        control.start();
    }

    @Modified
    void modified(EngineConfig config) {
        limits = EngineLimits.of(config);
        pool.resize(config.synthesisThreads());
        cache.limits(cacheLimits(config));
    }

    @Deactivate
    void deactivate() {
        door.close();
        previews.close(ChannelEnd.STOPPED.cause());
        List<String> open = channels.closeAll(CLOSE_SECONDS, TimeUnit.SECONDS);
        if (!open.isEmpty()) {
            LOG.error("channels {} did not close within {} s", open, CLOSE_SECONDS);
        }
        control.stop();
        pacer.stop();
        pool.stop();
        voices.close();
        wiring.shutdownNow();
        events.stop();
        cache.close();
    }

    /** Where the engine keeps what may be lost: in Announcer's home; in the bundle's own folder where there is none. */
    private static Path data(BundleContext context) {
        String home = context.getProperty("announcer.home");
        return home == null ? context.getDataFile("data").toPath() : Path.of(home, "data", "engine");
    }

    private static PhraseCache.Limits cacheLimits(EngineConfig c) {
        return new PhraseCache.Limits(c.cacheMemoryMegabytes() * MEGABYTE, c.cacheDiskMegabytes() * MEGABYTE,
                Duration.ofDays(c.cacheDays()));
    }

    // --- Announcer

    @Override
    public Announcement announce(Request request) throws RejectedException {
        return door.announce(request);
    }

    @Override
    public Optional<Announcement> find(String id) {
        return door.find(id);
    }

    @Override
    public List<Announcement> recent(int limit) {
        return door.recent(limit);
    }

    @Override
    public List<ChannelStatus> channels() {
        return channels.all().stream().map(Channel::status).toList();
    }

    @Override
    public Optional<ChannelStatus> channel(String id) {
        return channels.find(id).map(Channel::status);
    }

    @Override
    public List<EngineStatus> engines() {
        return studio.engineStatuses(InstantSource.system());
    }

    @Override
    public boolean move(String id, int place) {
        return door.move(id, place);
    }

    @Override
    public PcmSource preview(Request request) throws RejectedException {
        return door.preview(request);
    }

    @Override
    public Optional<Listening> listen(String channel) {
        return channels.find(channel).map(Channel::listen);
    }

    @Override
    public List<String> pushOutput(String channel) {
        return channels.find(channel).map(c -> c.wiring().pushOutput()).orElse(List.of());
    }

    @Override
    public void restartPush(String channel, String reason) {
        channels.find(channel).ifPresent(c -> c.wiring().restartPush(reason));
    }

    @Override
    public CacheStatus cache() {
        return cache.figures();
    }

    @Override
    public void purgeCache() {
        cache.purge();
    }

    // --- channels and their configurations

    @Override
    public void put(ChannelSettings settings) {
        channels.put(settings);
    }

    @Override
    public void remove(String pid, ChannelEnd why) {
        channels.remove(pid, why);
    }

    @Override
    public void put(String pid, String voice, Prosody prosody) {
        tastes.put(pid, voice, prosody);
    }

    @Override
    public void remove(String pid) {
        tastes.remove(pid);
    }

    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        ChannelRules.check(pid, values, channels::owner);
    }

    // --- services that come and go

    @Reference(service = SpeechEngine.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindEngine(ServiceReference<SpeechEngine> ref) {
        engines.add(ref);
        wakeAhead.run();
    }

    void updatedEngine(ServiceReference<SpeechEngine> ref) {
        engines.update(ref);
        wakeAhead.run();
    }

    void unbindEngine(ServiceReference<SpeechEngine> ref) {
        engines.remove(ref);
        wakeAhead.run();
        long id = Voices.serviceId(ref);
        voices.gone(id);
        control.execute(() -> {
            channels.all().forEach(c -> c.engineGoes(id));
            previews.engineGoes(id);
        });
    }

    @Reference(service = MediaTransport.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindTransport(ServiceReference<MediaTransport> ref) {
        transports.add(ref);
        channels.transportsChanged();
    }

    void updatedTransport(ServiceReference<MediaTransport> ref) {
        transports.update(ref);
        channels.transportsChanged();
    }

    void unbindTransport(ServiceReference<MediaTransport> ref) {
        transports.remove(ref);
        channels.transportGoes(ref);
        channels.transportsChanged();
    }

    @Reference(service = StreamPusher.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindPusher(ServiceReference<StreamPusher> ref) {
        pushers.add(ref);
        channels.pushersChanged();
    }

    void updatedPusher(ServiceReference<StreamPusher> ref) {
        pushers.update(ref);
        channels.pushersChanged();
    }

    void unbindPusher(ServiceReference<StreamPusher> ref) {
        pushers.remove(ref);
        channels.pushersChanged();
    }

    @Reference(service = StreamServer.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindServer(ServiceReference<StreamServer> ref) {
        servers.add(ref);
        channels.serversChanged();
    }

    void updatedServer(ServiceReference<StreamServer> ref) {
        servers.update(ref);
        channels.serversChanged();
    }

    void unbindServer(ServiceReference<StreamServer> ref) {
        servers.remove(ref);
        channels.serversChanged();
    }

    @Reference(service = AnnouncementListener.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(ServiceReference<AnnouncementListener> ref) {
        listeners.bind(ref);
    }

    void unbindListener(ServiceReference<AnnouncementListener> ref) {
        listeners.unbind(ref);
    }

    @Reference(service = ChannelListener.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindChannelListener(ServiceReference<ChannelListener> ref) {
        channelListeners.bind(ref);
    }

    void unbindChannelListener(ServiceReference<ChannelListener> ref) {
        channelListeners.unbind(ref);
    }
}
