package announcer.web.engine;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

import announcer.api.speech.Voice;
import announcer.api.Announcer;
import announcer.web.http.ServiceLookup;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;

/** {@code /api/voices}: all voices, or those of one language, and the engines that they come from. */
public final class VoiceResource {
    private final ServiceLookup<Announcer> engine;
    private final BundleIdLookup bundles;

    public VoiceResource(ServiceLookup<Announcer> engine, BundleIdLookup bundles) {
        this.engine = engine;
        this.bundles = bundles;
    }

    public void list(Exchange exchange) throws Problem, IOException {
        Predicate<Voice> wanted = wanted(exchange.query(List.of(AnnouncementRequestReader.LOCALE)).text(AnnouncementRequestReader.LOCALE));
        exchange.answer(200, VoiceJson.of(engine.get().engines(), wanted, bundles));
    }

    private static Predicate<Voice> wanted(Optional<String> tag) throws Problem {
        if (tag.isEmpty()) {
            return voice -> true;
        }
        Locale locale = FieldValueParser.locale(AnnouncementRequestReader.LOCALE, tag.get());
        return voice -> covers(locale, voice.locale());
    }

    /** "de" covers every German, "de-AT" only that of Austria (RFC 4647's basic filtering). */
    private static boolean covers(Locale wanted, Locale voice) {
        String range = wanted.toLanguageTag().toLowerCase(Locale.ROOT);
        String tag = voice.toLanguageTag().toLowerCase(Locale.ROOT);
        return tag.equals(range) || tag.startsWith(range + "-");
    }
}
