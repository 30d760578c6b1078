package announcer.web.lexicon;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

import announcer.api.Announcer;
import announcer.api.EngineStatus;
import announcer.api.access.Scope;
import announcer.api.lexicon.Lexicon;
import announcer.api.lexicon.LexiconFile;
import announcer.api.lexicon.SpokenPart;
import announcer.api.lexicon.TicketCall;
import announcer.api.lexicon.TicketGrammar;
import announcer.lib.json.JsonValues;
import announcer.web.engine.FieldValueParser;
import announcer.web.http.Exchange;
import announcer.web.http.JsonFields;
import announcer.web.http.Problem;
import announcer.web.http.Routes;
import announcer.web.http.ServiceLookup;

/** {@code /api/lexicon}: the files that are in use, and what becomes of a text. */
public final class LexiconResource {
    private static final List<String> FIELDS = List.of("text", "locale", "ticket", "counter", "service");

    private final ServiceLookup<Lexicon> lexicon;
    private final ServiceLookup<TicketGrammar> tickets;
    private final ServiceLookup<Announcer> engine;

    /** @param engine knows the speech engines; without it nobody speaks phonemes */
    public LexiconResource(ServiceLookup<Lexicon> lexicon, ServiceLookup<TicketGrammar> tickets, ServiceLookup<Announcer> engine) {
        this.lexicon = lexicon;
        this.tickets = tickets;
        this.engine = engine;
    }

    public void addTo(Routes routes) {
        routes.add("GET", "lexicon", Scope.VIEW, this::list).add("POST", "lexicon/try", Scope.VIEW, this::tryOut);
    }

    private void list(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        JsonArray files = new JsonArray();
        lexicon.get().files().forEach(file -> files.add(of(file)));
        JsonObject json = new JsonObject();
        json.add("files", files);
        exchange.answer(200, json);
    }

    private static JsonObject of(LexiconFile file) {
        JsonObject json = new JsonObject();
        json.addProperty("name", file.name());
        json.add("locale", JsonValues.orNull(file.locale(), l -> new JsonPrimitive(l.toLanguageTag())));
        json.addProperty("entries", file.entries());
        json.addProperty("phonemes", file.phonemes());
        json.add("readAt", JsonValues.instant(file.readAt()));
        json.add("problem", JsonValues.text(file.problem()));
        return json;
    }

    /** Nothing is spoken and nothing is stored: the preview has the sound. */
    private void tryOut(Exchange exchange) throws Problem, IOException {
        JsonFields fields = JsonFields.of(exchange, FIELDS);
        Locale locale = FieldValueParser.locale("locale", fields.text("locale"));
        Optional<String> text = fields.optionalText("text");
        TicketCall call = new TicketCall(fields.optionalText("ticket").orElse(""), fields.optionalText("counter").orElse(""),
                fields.optionalText("service").orElse(""));
        boolean template = !call.equals(new TicketCall("", "", ""));
        if (text.isEmpty() && !template) {
            throw JsonFields.missing("text");
        }
        String said = template ? rendered(text, call, locale) : text.get();
        JsonArray parts = new JsonArray();
        StringBuilder words = new StringBuilder();
        for (SpokenPart part : lexicon.get().spoken(said, locale)) {
            words.append(part.text());
            parts.add(of(part, locale));
        }
        JsonObject json = new JsonObject();
        json.addProperty("text", said);
        json.addProperty("words", words.toString());
        json.add("parts", parts);
        exchange.answer(200, json);
    }

    private String rendered(Optional<String> template, TicketCall call, Locale locale) throws Problem {
        TicketGrammar grammar = tickets.get();
        try {
            return grammar.render(template.orElseGet(() -> grammar.template(locale)), call, locale);
        } catch (IllegalArgumentException e) {
            throw Problem.field("text", template.orElse(null), e.getMessage());
        }
    }

    private JsonObject of(SpokenPart part, Locale locale) {
        JsonObject json = new JsonObject();
        json.addProperty("text", part.text());
        json.add("alphabet", JsonValues.text(Optional.of(part.alphabet()).filter(a -> !a.isEmpty())));
        json.add("phonemes", JsonValues.text(Optional.of(part.phonemes()).filter(p -> !p.isEmpty())));
        json.add("engines", part.phonemes().isEmpty() ? JsonNull.INSTANCE : speaking(part.alphabet(), locale));
        return json;
    }

    /** The engines with a voice of this language that speak phonemes of this alphabet. */
    private JsonArray speaking(String alphabet, Locale locale) {
        JsonArray names = new JsonArray();
        try {
            for (EngineStatus status : engine.get().engines()) {
                if (status.phonemes().contains(alphabet)
                        && status.voices().stream().anyMatch(v -> language(v.locale()).equals(language(locale)))) {
                    names.add(status.name());
                }
            }
        } catch (Problem absent) {
            // Nobody speaks then, and so nobody speaks phonemes.
        }
        return names;
    }

    /** Mandarin has two codes. */
    private static String language(Locale locale) {
        return locale.getLanguage().equals("cmn") ? "zh" : locale.getLanguage();
    }
}
