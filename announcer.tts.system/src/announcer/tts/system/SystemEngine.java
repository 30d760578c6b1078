package announcer.tts.system;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import javax.xml.stream.XMLStreamException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.speech.PcmSink;
import announcer.api.speech.SpeechEngine;
import announcer.api.speech.SpeechException;
import announcer.api.speech.SpeechRequest;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;
import announcer.lib.speech.InFlightGate;
import announcer.lib.speech.MonitoredSink;
import announcer.lib.text.Excerpt;

/**
 * The speech engine "system". Activation starts a thread that asks the system for its voices, and returns. Methods may be called by any
 * thread; {@link #synthesize} waits for a free place and runs one process.
 */
// Immediate, so that the voices are known before somebody asks. SSML is not claimed, but for phonemes: the engine renders breaks itself, exactly.
@Component(configurationPid = SystemEngine.PID, immediate = true, property = {SpeechEngine.NAME + "=" + SystemVoice.ENGINE,
        SpeechEngine.PHONEMES + "=ipa", "service.ranking:Integer=-20"})
@Designate(ocd = SystemConfig.class)
public final class SystemEngine implements SpeechEngine {
    static final String PID = "announcer.tts.system";
    /** A process has half a second to end and then two to die. */
    private static final Duration JOIN = Duration.ofSeconds(5);
    private static final int NAMED = 12;
    private static final Logger LOG = LoggerFactory.getLogger(SystemEngine.class);

    private final SpeechProgram program;
    private final InFlightGate gate = new InFlightGate("the speech engine system");
    private final LongSupplier nanoClock;
    private final Slots slots;
    private final VoiceList list;
    private volatile SystemEngineSettings settings;

    /** Called by Declarative Services. */
    @Activate
    public SystemEngine(SystemConfig config) {
        this(SystemEngineSettings.of(config), SpeechProgram.of(System.getProperty("os.name")));
    }

    private SystemEngine(SystemEngineSettings settings, SpeechProgram program) {
        this(settings, program, ProgramSearch.ofEnvironment(program), Lister.LIMIT, System::nanoTime);
    }

    SystemEngine(SystemEngineSettings settings, SpeechProgram program, ProgramSearch search, Duration listingLimit,
            LongSupplier nanoClock) {
        this.settings = settings;
        this.program = program;
        slots = new Slots(settings.concurrency());
        this.nanoClock = nanoClock;
        Lister lister = new Lister(program, search, listingLimit);
        list = new VoiceList(() -> lister.list(this.settings.program()), nanoClock);
        list.start();
    }

    @Modified
    void modified(SystemConfig config) {
        change(SystemEngineSettings.of(config));
    }

    void change(SystemEngineSettings changed) {
        boolean other = !changed.program().equals(settings.program());
        settings = changed;
        slots.resize(changed.concurrency());
        if (other) {
            list.forget();
        }
    }

    @Deactivate
    void deactivate() {
        // Both are told before either is waited for.
        list.stop();
        List<String> running = gate.close(JOIN);
        boolean ended = list.close();
        if (!ended || !running.isEmpty()) {
            LOG.warn("threads of the speech engine system did not end in time and are left behind: {}{}", running,
                    ended ? "" : ", announcer-system-voices");
        }
    }

    @Override
    public List<Voice> voices() {
        try {
            return list.ask().map(this::offered).orElse(List.of()).stream().map(SystemVoice::voice).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return list.now().map(this::offered).orElse(List.of()).stream().map(SystemVoice::voice).toList();
        }
    }

    private List<SystemVoice> offered(Listing listing) {
        return VoiceChoice.offered(listing.voices(), settings.voices());
    }

    @Override
    public Optional<String> problem() {
        return list.now().flatMap(listing -> listing.problem().or(() -> unknown(listing)));
    }

    private Optional<String> unknown(Listing listing) {
        List<String> unknown = VoiceChoice.unknown(listing.voices(), settings.voices());
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("\"voices\" of " + PID + " names " + String.join(", ", unknown) + ", which no voice of "
                        + listing.path().map(Object::toString).orElse("the system") + " has; take them out, or leave it empty to have all");
    }

    @Override
    public void synthesize(SpeechRequest request, PcmSink sink) throws SpeechException, InterruptedException {
        MonitoredSink monitored = new MonitoredSink(request, sink, nanoClock);
        gate.pass(() -> speak(request, monitored));
    }

    private void speak(SpeechRequest request, MonitoredSink sink) throws SpeechException, InterruptedException {
        Listing listing = listing();
        SystemVoice voice = voice(request.voice());
        String text = request.ssml().isPresent() ? prepared(stretches(request.ssml().get()), voice) : prepared(request.text(), voice);
        if (!slots.take(sink.left().toNanos())) {
            throw new SpeechException(request.voice().id() + " was not free within " + request.deadline().toMillis() + " ms: "
                    + settings.concurrency() + " other texts are being spoken; see \"concurrency\" of " + PID);
        }
        try {
            new ProgramCall(program, listing.path().orElseThrow(), voice, request, sink).run(text);
        } finally {
            slots.giveBack();
        }
    }

    private Listing listing() throws SpeechException, InterruptedException {
        return list.ask().orElseThrow(() -> new SpeechException("the system's voices are not known yet: it is being asked"));
    }

    /** The system's voice for one that is offered. */
    SystemVoice voice(Voice voice) throws SpeechException, InterruptedException {
        Listing listing = listing();
        return offered(listing).stream().filter(v -> v.voice().equals(voice)).findFirst()
                .orElseThrow(() -> new SpeechException(noSuchVoice(voice, listing)));
    }

    /** The text as the program gets it, every token of which it says. */
    String prepared(String text, SystemVoice voice) throws UnspeakableTextException {
        String prepared = program.prepare(text, voice);
        if (prepared.isBlank()) {
            throw new UnspeakableTextException("there is nothing to speak in " + Excerpt.quoted(text, MonitoredSink.EXCERPT));
        }
        Optional<String> unsaid = program.unsaid(prepared, voice);
        if (unsaid.isPresent()) {
            throw new UnspeakableTextException(voice.voice().id() + " cannot say "
                    + Excerpt.quoted(unsaid.get(), MonitoredSink.EXCERPT) + "; choose a voice of its language");
        }
        return prepared;
    }

    private static List<PhonemeText> stretches(String ssml) throws SpeechException {
        try {
            return PhonemeText.of(ssml);
        } catch (XMLStreamException e) {
            throw new SpeechException("the SSML is no XML: " + e.getMessage(), e);
        }
    }

    /** The same with words that have their own sounds; where the voice has not all of those, the word is said as it is written. */
    String prepared(List<PhonemeText> stretches, SystemVoice voice) throws UnspeakableTextException {
        StringBuilder prepared = new StringBuilder();
        StringBuilder plain = new StringBuilder();
        for (PhonemeText stretch : stretches) {
            Optional<String> sounds = stretch.ipa().isEmpty() ? Optional.empty() : program.sounds(stretch.ipa(), voice);
            if (sounds.isPresent()) {
                add(plain, prepared, voice);
                boolean space = !prepared.isEmpty() && Character.isLetterOrDigit(prepared.charAt(prepared.length() - 1));
                prepared.append(space ? " " : "").append(sounds.get());
            } else {
                if (!stretch.ipa().isEmpty()) {
                    LOG.info("{} has not all of the sounds of /{}/; \"{}\" is said as it is written", voice.voice().id(), stretch.ipa(),
                            stretch.text());
                }
                plain.append(stretch.text());
            }
        }
        if (prepared.isEmpty()) {
            return prepared(plain.toString(), voice);
        }
        add(plain, prepared, voice);
        return prepared.toString();
    }

    /** Prepares what is plain, if anything is. */
    private void add(StringBuilder plain, StringBuilder to, SystemVoice voice) throws UnspeakableTextException {
        if (!plain.toString().isBlank()) {
            String text = prepared(plain.toString(), voice);
            to.append(!to.isEmpty() && Character.isLetterOrDigit(text.charAt(0)) ? " " : "").append(text);
        } else if (!plain.isEmpty()) {
            to.append(' ');
        }
        plain.setLength(0);
    }

    private String noSuchVoice(Voice voice, Listing listing) {
        List<SystemVoice> offered = offered(listing);
        String few = offered.stream().limit(NAMED).map(v -> v.voice().id()).collect(Collectors.joining(", "));
        return "the engine system has no voice " + voice + "; it has "
                + (offered.isEmpty() ? "none: " + problem().orElse("all are left out") : few)
                + (offered.size() > NAMED ? " and " + (offered.size() - NAMED) + " more" : "");
    }
}
