package announcer.engine;

import announcer.lib.time.MonotonicClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

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

import announcer.api.Announcement;
import announcer.api.AnnouncementListener;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.CacheStatus;
import announcer.api.CancelSelector;
import announcer.api.ChannelListener;
import announcer.api.ChannelStatus;
import announcer.api.ChimeStatus;
import announcer.api.EngineStatus;
import announcer.api.HistoryQuery;
import announcer.api.JournalStatus;
import announcer.api.Listening;
import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.ZoneStatus;
import announcer.api.config.ConfigurationCheck;
import announcer.api.config.InvalidConfigurationException;
import announcer.api.audio.PcmSource;
import announcer.api.audio.SoundDecoder;
import announcer.api.journal.Journal;
import announcer.api.lexicon.Lexicon;
import announcer.api.speech.SpeechEngine;
import announcer.api.stream.StreamEar;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.StreamPlayer;
import announcer.api.stream.StreamPusher;
import announcer.api.stream.StreamServer;
import announcer.engine.announcement.KeptOutcomes;
import announcer.engine.cache.PhraseCache;
import announcer.engine.channel.Channel;
import announcer.engine.channel.ChannelRegistry;
import announcer.engine.config.ChannelConfig;
import announcer.engine.config.ChannelSettings;
import announcer.engine.config.ChannelSettingsParser;
import announcer.engine.config.EngineConfig;
import announcer.engine.config.EngineLimits;
import announcer.engine.output.WiringThreads;
import announcer.engine.synthesis.PreviewService;
import announcer.engine.synthesis.SynthesisExecutor;
import announcer.engine.targets.Zones;
import announcer.engine.voice.CalibrationStore;
import announcer.engine.voice.LoudnessCalibrator;
import announcer.engine.voice.VoiceOverrides;
import announcer.engine.voice.VoiceQuery;

/**
 * The engine's one door to the framework: makes an {@link Engine}, tells it of services, and provides {@link Announcer}. References are bound
 * as references, never as objects; nothing here is mandatory, so that with no engine at all the stream is silence. It is a service of its own
 * class within this bundle, for the components that hand over one configuration each.
 */
@Component(configurationPid = EngineConfig.PID, immediate = true, service = {Announcer.class, EngineComponent.class,
        ConfigurationCheck.class}, property = ConfigurationCheck.PIDS + "=" + ChannelConfig.PID)
@Designate(ocd = EngineConfig.class)
public final class EngineComponent implements Announcer, ConfigurationCheck {
    private static final long MEGABYTE = 1L << 20;

    private final SynthesisExecutor synthesis;
    private final PhraseCache cache;
    private final ExecutorService wiring = WiringThreads.make();
    private final Engine engine;

    /** Called by Declarative Services. */
    @Activate
    public EngineComponent(BundleContext context, EngineConfig config) {
        Path data = data(context);
        synthesis = new SynthesisExecutor(config.synthesisThreads(), config.maxStuckThreads());
        cache = new PhraseCache(data.resolve("phrases"), cacheLimits(config), InstantSource.system());
        engine = new Engine(new Engine.Setup(context, MonotonicClock.SYSTEM, InstantSource.system(), EngineLimits.of(config), synthesis,
                new SynthesisExecutor("announcer-preview-", PreviewService.MOST, PreviewService.MOST), wiring, VoiceQuery.PATIENCE_MILLIS,
                cache,
                new LoudnessCalibrator(new CalibrationStore(data.resolve("voice-levels.txt"))), sounds(context),
                new KeptOutcomes(Optional.of(data.resolve("outcomes.dat")))));
        engine.start();
    }

    @Modified
    void modified(EngineConfig config) {
        engine.limits(EngineLimits.of(config));
        synthesis.resize(config.synthesisThreads());
        cache.limits(cacheLimits(config));
    }

    @Deactivate
    void deactivate() {
        engine.stop();
        wiring.shutdownNow();
    }

    /** Where the engine keeps what may be lost: in Announcer's home; in the bundle's own folder where there is none. */
    private static Path data(BundleContext context) {
        String home = context.getProperty("announcer.home");
        return home == null ? context.getDataFile("data").toPath() : Path.of(home, "data", "engine");
    }

    /** Where the administrator's own chimes are; need not be there. */
    private static Path sounds(BundleContext context) {
        String home = context.getProperty("announcer.home");
        return home == null ? context.getDataFile("sounds").toPath() : Path.of(home, "sounds");
    }

    private static PhraseCache.Limits cacheLimits(EngineConfig c) {
        return new PhraseCache.Limits(c.cacheMemoryMegabytes() * MEGABYTE, c.cacheDiskMegabytes() * MEGABYTE,
                Duration.ofDays(c.cacheDays()));
    }

    // --- Announcer

    @Override
    public Announcement announce(Request request) throws RejectedException {
        return engine.admission().announce(request);
    }

    @Override
    public Optional<Announcement> find(String id) throws IOException {
        return engine.admission().find(id);
    }

    @Override
    public List<Announcement> recent(int limit) {
        return engine.admission().recent(limit);
    }

    @Override
    public List<AnnouncementStatus> search(HistoryQuery query) throws IOException {
        return engine.admission().search(query);
    }

    @Override
    public int cancel(CancelSelector selector, String cause) {
        return engine.admission().cancel(selector, cause);
    }

    @Override
    public List<ChannelStatus> channels() {
        return engine.channels().all().stream().map(Channel::status).toList();
    }

    @Override
    public List<ZoneStatus> zones() {
        return engine.admission().zones();
    }

    @Override
    public Optional<ChannelStatus> channel(String id) {
        return engine.channels().find(id).map(Channel::status);
    }

    @Override
    public List<EngineStatus> engines() {
        return engine.synthesisServices().engineStatuses(InstantSource.system());
    }

    @Override
    public boolean move(String id, int place) {
        return engine.admission().move(id, place);
    }

    @Override
    public PcmSource preview(Request request) throws RejectedException {
        return engine.admission().preview(request);
    }

    @Override
    public Optional<Listening> listen(String channel) {
        return engine.channels().find(channel).map(Channel::listen);
    }

    @Override
    public List<String> pushOutput(String channel) {
        return engine.channels().find(channel).map(c -> c.output().pushOutput()).orElse(List.of());
    }

    @Override
    public void restartPush(String channel, String reason) {
        engine.channels().find(channel).ifPresent(c -> c.output().restartPush(reason));
    }

    @Override
    public List<ChimeStatus> chimes() {
        return engine.chimes();
    }

    @Override
    public Optional<JournalStatus> journal() {
        return engine.recorder().status();
    }

    @Override
    public CacheStatus cache() {
        return cache.figures();
    }

    @Override
    public void purgeCache() {
        cache.purge();
    }

    // --- configurations

    /** Takes the {@code announcer.channel} configurations. */
    void stopping() {
        engine.admission().close();
    }

    ChannelRegistry channelRegistry() {
        return engine.channels();
    }

    /** Takes the {@code announcer.zone} configurations. */
    Zones zoneRegistry() {
        return engine.zones();
    }

    /** Takes the {@code announcer.voice} configurations. */
    VoiceOverrides voiceOverrides() {
        return engine.overrides();
    }

    @Override
    public void check(String pid, Map<String, Object> values) throws InvalidConfigurationException {
        ChannelSettingsParser.check(pid, values, engine.channels()::owner);
        // At a start there is none in force: a chime that is missing then must not cost the channel.
        Optional<ChannelSettings> present = engine.channels().settings().stream().filter(s -> s.pid().equals(pid)).findFirst();
        if (present.isPresent()) {
            ChannelSettingsParser.checkChimes(values, present.get(), engine.synthesisServices().chimes().ids());
        }
    }

    // --- services that come and go; one whose properties have changed is bound once more

    @Reference(service = SpeechEngine.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "bindEngine")
    void bindEngine(ServiceReference<SpeechEngine> ref) {
        engine.engineComes(ref);
    }

    void unbindEngine(ServiceReference<SpeechEngine> ref) {
        engine.engineGoes(ref);
    }

    @Reference(service = MediaTransport.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "bindTransport")
    void bindTransport(ServiceReference<MediaTransport> ref) {
        engine.transports().add(ref);
    }

    void unbindTransport(ServiceReference<MediaTransport> ref) {
        engine.transportGoes(ref);
    }

    @Reference(service = StreamPusher.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "bindPusher")
    void bindPusher(ServiceReference<StreamPusher> ref) {
        engine.pushers().add(ref);
    }

    void unbindPusher(ServiceReference<StreamPusher> ref) {
        engine.pushers().remove(ref);
    }

    @Reference(service = StreamServer.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "bindServer")
    void bindServer(ServiceReference<StreamServer> ref) {
        engine.servers().add(ref);
    }

    void unbindServer(ServiceReference<StreamServer> ref) {
        engine.servers().remove(ref);
    }

    @Reference(service = SoundDecoder.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "bindDecoder")
    void bindDecoder(ServiceReference<SoundDecoder> ref) {
        engine.decoders().add(ref);
    }

    void unbindDecoder(ServiceReference<SoundDecoder> ref) {
        engine.decoders().remove(ref);
    }

    @Reference(service = StreamEar.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "bindEar")
    void bindEar(ServiceReference<StreamEar> ref) {
        engine.ears().add(ref);
    }

    void unbindEar(ServiceReference<StreamEar> ref) {
        engine.ears().remove(ref);
    }

    @Reference(service = StreamPlayer.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "bindPlayer")
    void bindPlayer(ServiceReference<StreamPlayer> ref) {
        engine.players().add(ref);
    }

    void unbindPlayer(ServiceReference<StreamPlayer> ref) {
        engine.players().remove(ref);
    }

    @Reference(service = Lexicon.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, updated = "bindLexicon")
    void bindLexicon(ServiceReference<Lexicon> ref) {
        engine.lexicons().add(ref);
    }

    void unbindLexicon(ServiceReference<Lexicon> ref) {
        engine.lexicons().remove(ref);
    }

    /** As an object: it is registered by hand, when it is open, and whoever submits something next must find it. */
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void bindJournal(Journal journal) {
        engine.recorder().comes(journal);
    }

    void unbindJournal(Journal journal) {
        engine.recorder().goes(journal);
    }

    @Reference(service = AnnouncementListener.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindListener(ServiceReference<AnnouncementListener> ref) {
        engine.listeners().bind(ref);
    }

    void unbindListener(ServiceReference<AnnouncementListener> ref) {
        engine.listeners().unbind(ref);
    }

    @Reference(service = ChannelListener.class, cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindChannelListener(ServiceReference<ChannelListener> ref) {
        engine.channelListeners().bind(ref);
    }

    void unbindChannelListener(ServiceReference<ChannelListener> ref) {
        engine.channelListeners().unbind(ref);
    }
}
