package announcer.calling.desk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.Request;
import announcer.api.Target;
import announcer.api.calling.TicketKind;
import announcer.api.calling.Words;
import announcer.api.calling.Words.InLanguage;
import announcer.api.lexicon.TicketCall;
import announcer.api.lexicon.TicketGrammar;
import announcer.calling.house.CounterSettings;
import announcer.calling.house.House;
import announcer.calling.house.Languages;
import announcer.calling.house.ServiceSettings;
import announcer.calling.house.ServiceSettings.Manner;

/** What a call says: templates in words, one announcement for all its languages. Any thread; waits for nothing. */
final class Speech {
    private static final Logger LOG = LoggerFactory.getLogger(Speech.class);
    private static final Map<String, String> TICKETS = Map.of("en", "{ticket}, please go to {counter}.", "de",
            "{ticket}, bitte zu {counter}.",
            "zh", "\u8bf7{ticket}\u5230{counter}\u3002");
    private static final Map<String, String> TICKETS_ALONE = Map.of("en", "{ticket}, please.", "de", "{ticket}, bitte.", "zh",
            "\u8bf7{ticket}\u3002");
    private static final Map<String, String> ORDERS = Map.of("en", "Order {ticket} is ready.", "de", "Bestellung {ticket} ist fertig.",
            "zh",
            "{ticket}\u8ba2\u5355\u5df2\u51c6\u5907\u597d\u3002");
    private static final String COUNTER = "{counter}";

    private final Supplier<Optional<TicketGrammar>> grammar;

    /** @param grammar who puts numbers into words; without it they are said as they are written */
    Speech(Supplier<Optional<TicketGrammar>> grammar) {
        this.grammar = grammar;
    }

    /** What is to be called. */
    record Subject(String number, TicketKind kind, Optional<ServiceSettings> service, Optional<CounterSettings> counter) {}

    /** The words, and the announcement without keys. */
    Words words(House house, Subject what) {
        Manner manner = what.service().map(ServiceSettings::manner).orElse(Manner.USUAL);
        List<InLanguage> words = new ArrayList<>();
        for (String tag : languages(house, what)) {
            words.add(new InLanguage(tag, sentence(house, what, tag), Languages.text(house.whole().voices(), tag)));
        }
        Request request = said(words, manner.languagePause()).withTarget(target(what)).withPriority(manner.priority())
                .withTimeToLive(manner.timeToLive()).withRepeat(manner.repeat()).withUntilHeard(manner.untilHeard())
                .withChime(manner.chime());
        return new Words(what.number(), words, request);
    }

    private static Target target(Subject what) {
        return what.counter().map(CounterSettings::target).orElseGet(() -> new Target.Channel(Request.DEFAULT_CHANNEL));
    }

    private static List<String> languages(House house, Subject what) {
        return what.counter().map(CounterSettings::languages).filter(l -> !l.isEmpty())
                .or(() -> what.service().map(ServiceSettings::languages).filter(l -> !l.isEmpty())).orElse(house.whole().languages());
    }

    private String sentence(House house, Subject what, String tag) {
        Locale locale = Locale.forLanguageTag(tag);
        TicketCall values = new TicketCall(what.number(), what.counter().map(c -> name(c, tag)).orElse(""),
                what.service().map(s -> Languages.text(s.names(), tag).orElse(s.id())).orElse(""));
        for (String template : templates(house, what, tag)) {
            if (values.counter().isEmpty() && template.contains(COUNTER)) {
                continue;
            }
            try {
                return grammar.get().map(g -> g.render(template, values, locale)).orElseGet(() -> plain(template, values));
            } catch (RuntimeException | LinkageError e) {
                // LinkageError: its bundle is being updated under the call. The call is not lost for it.
                LOG.warn("the template \"{}\" cannot be said in {}; it is said as it is written", template, tag, e);
                return plain(template, values);
            }
        }
        return plain("{ticket}", values);
    }

    private static String name(CounterSettings counter, String tag) {
        return Languages.text(counter.names(), tag).orElse(counter.name());
    }

    /** The first that can be said counts. */
    private List<String> templates(House house, Subject what, String tag) {
        List<String> all = new ArrayList<>();
        what.service().flatMap(s -> Languages.text(s.templates(), tag)).ifPresent(all::add);
        if (what.kind() == TicketKind.ORDER) {
            Languages.text(house.whole().orderTemplates(), tag).ifPresent(all::add);
            Languages.text(ORDERS, tag).ifPresent(all::add);
            return all;
        }
        Languages.text(house.whole().templates(), tag).ifPresent(all::add);
        usual(tag).ifPresent(all::add);
        Languages.text(TICKETS, tag).ifPresent(all::add);
        Languages.text(TICKETS_ALONE, tag).ifPresent(all::add);
        all.add("{ticket}, {counter}");
        return all;
    }

    private Optional<String> usual(String tag) {
        try {
            return grammar.get().map(g -> g.template(Locale.forLanguageTag(tag))).filter(t -> !t.isBlank());
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("no template for {}", tag, e);
            return Optional.empty();
        }
    }

    private static String plain(String template, TicketCall values) {
        return template.replace("{ticket}", values.ticket()).replace(COUNTER, values.counter()).replace("{service}", values.service());
    }

    private static Request said(List<InLanguage> words, Duration pause) {
        if (words.size() == 1) {
            InLanguage only = words.get(0);
            Request request = Request.of(only.text()).withLocale(Locale.forLanguageTag(only.language()));
            return only.voice().map(request::withVoice).orElse(request);
        }
        StringBuilder document = new StringBuilder("<speak xml:lang=\"").append(words.get(0).language()).append("\">");
        String between = "";
        for (InLanguage w : words) {
            document.append(between);
            between = "<break time=\"" + pause.toMillis() + "ms\"/>";
            document.append("<voice xml:lang=\"").append(w.language()).append('"');
            w.voice().ifPresent(v -> document.append(" name=\"").append(escaped(v)).append('"'));
            document.append("><s>").append(escaped(w.text())).append("</s></voice>");
        }
        return Request.ofSsml(document.append("</speak>").toString());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
