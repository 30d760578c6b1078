package announcer.engine.text;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import announcer.engine.text.SsmlHandler.Content;
import announcer.engine.text.SsmlHandler.Open;
import announcer.engine.text.sayas.SayAsMode;

/** The elements of SSML 1.0 and 1.1: which attributes they may have, and what they change for what is within them. */
enum SsmlElement {
    SPEAK("speak", "version", "onlangfailure", "startmark", "endmark") {
        @Override
        Open open(StartTag tag, Open parent, SsmlHandler out) throws SsmlSaxException {
            throw tag.wrong("<speak> stands within <" + parent.name() + ">; there is one <speak>, around everything");
        }
    },
    P("p", "onlangfailure") {
        @Override
        Open open(StartTag tag, Open parent, SsmlHandler out) throws SsmlSaxException {
            out.edge(SsmlToken.Edge.PARAGRAPH);
            return with(tag, parent, inLanguage(tag, parent));
        }
    },
    S("s", "onlangfailure") {
        @Override
        Open open(StartTag tag, Open parent, SsmlHandler out) throws SsmlSaxException {
            out.edge(SsmlToken.Edge.ONE_SENTENCE);
            return with(tag, parent, inLanguage(tag, parent));
        }
    },
    TOKEN("token", "role", "onlangfailure"), W("w", "role", "onlangfailure"), VOICE("voice", "name", "language", "languages", "gender",
            "age", "variant", "required", "ordering", "onvoicefailure",
            "onlangfailure") {
        @Override
        Open open(StartTag tag, Open parent, SsmlHandler out) throws SsmlSaxException {
            Optional<Locale> language = voiceLanguage(tag);
            Optional<String> name = tag.value("name").filter(text -> !text.isEmpty());
            if (name.isEmpty() && language.isEmpty()) {
                // Gender and the like choose among voices of a language, of which nothing is known here.
                return with(tag, parent, parent.speaker());
            }
            return with(tag, parent, new SsmlToken.Speaker(name, language));
        }
    },
    LANG("lang", "onlangfailure") {
        @Override
        Open open(StartTag tag, Open parent, SsmlHandler out) throws SsmlSaxException {
            tag.required("xml:lang");
            return with(tag, parent, inLanguage(tag, parent));
        }
    },
    BREAK("break", "time", "strength") {
        @Override
        Open open(StartTag tag, Open parent, SsmlHandler out) throws SsmlSaxException {
            out.rest(Durations.ofBreak(tag), tag);
            return silent(tag, parent);
        }
    },
    SAY_AS("say-as", "interpret-as", "format", "detail") {
        @Override
        Open open(StartTag tag, Open parent, SsmlHandler out) throws SsmlSaxException {
            return reading(tag, parent, SayAsReader.read(tag));
        }
    },
    SUB("sub", "alias") {
        @Override
        Open open(StartTag tag, Open parent, SsmlHandler out) throws SsmlSaxException {
            out.say(tag.required("alias"), parent);
            return silent(tag, parent);
        }
    },
    PHONEME("phoneme", "alphabet", "ph", "type") {
        @Override
        Open open(StartTag tag, Open parent, SsmlHandler out) throws SsmlSaxException {
            return reading(tag, parent, new SayAsMode.Phoneme(tag.value("alphabet").orElse(""), tag.required("ph")));
        }
    },
    EMPHASIS("emphasis", "level") {
        @Override
        Open open(StartTag tag, Open parent, SsmlHandler out) throws SsmlSaxException {
            String level = tag.oneOf("level", List.of("strong", "moderate", "none", "reduced")).orElse("moderate");
            return with(tag, parent, parent.style().with(Emphasis.valueOf(level.toUpperCase(Locale.ROOT))));
        }
    },
    PROSODY("prosody", "rate", "pitch", "volume", "contour", "range", "duration") {
        @Override
        Open open(StartTag tag, Open parent, SsmlHandler out) throws SsmlSaxException {
            return with(tag, parent, parent.style().with(new ProsodyReader(tag).within(parent.style().prosody())));
        }
    },
    AUDIO("audio", "src", "type", "fetchtimeout", "fetchhint", "maxage", "maxstale", "clipBegin", "clipEnd", "repeatCount", "repeatDur",
            "soundLevel", "speed"), LOOKUP("lookup", "ref"), MARK("mark", "name") {
                @Override
                Open open(StartTag tag, Open parent, SsmlHandler out) {
                    return silent(tag, parent);
                }
            },
    DESC("desc") {
        @Override
        Open open(StartTag tag, Open parent, SsmlHandler out) {
            return silent(tag, parent);
        }
    },
    META("meta", "name", "content", "http-equiv") {
        @Override
        Open open(StartTag tag, Open parent, SsmlHandler out) {
            return silent(tag, parent);
        }
    },
    METADATA("metadata") {
        @Override
        Open open(StartTag tag, Open parent, SsmlHandler out) {
            return silent(tag, parent);
        }
    },
    LEXICON("lexicon", "uri", "type", "fetchtimeout", "maxage", "maxstale") {
        @Override
        Open open(StartTag tag, Open parent, SsmlHandler out) {
            return silent(tag, parent);
        }
    };

    private final String tagName;
    @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
    private final Set<String> attributes;

    SsmlElement(String tagName, String... attributes) {
        this.tagName = tagName;
        this.attributes = Set.of(attributes);
    }

    static SsmlElement of(StartTag tag) throws SsmlSaxException {
        for (SsmlElement element : values()) {
            if (element.tagName.equals(tag.name())) {
                return element;
            }
        }
        throw tag.wrong("<" + tag.name() + "> is not an element of SSML; there are "
                + String.join(", ", Arrays.stream(values()).map(element -> element.tagName).sorted().toList()));
    }

    /** What the end of an element means for the text. */
    static Optional<SsmlToken.Edge> edge(String name) {
        return name.equals(P.tagName)
                ? Optional.of(SsmlToken.Edge.PARAGRAPH)
                : name.equals(S.tagName) ? Optional.of(SsmlToken.Edge.SENTENCE) : Optional.empty();
    }

    final void check(StartTag tag) throws SsmlSaxException {
        tag.allow(attributes);
    }

    final Open enter(StartTag tag, Open parent, SsmlHandler out) throws SsmlSaxException {
        if (parent.content() == Content.TEXT_ONLY) {
            throw tag.wrong("<" + tag.name() + "> stands within <" + parent.name() + ">, which may only hold text");
        }
        check(tag);
        return open(tag, parent, out);
    }

    /** What holds within the element; by default what holds around it. */
    Open open(StartTag tag, Open parent, SsmlHandler out) throws SsmlSaxException {
        return with(tag, parent, parent.speaker());
    }

    static SsmlToken.Speaker inLanguage(StartTag tag, Open parent) throws SsmlSaxException {
        Optional<Locale> language = tag.language("xml:lang");
        return language.isEmpty() ? parent.speaker() : new SsmlToken.Speaker(parent.speaker().voice(), language);
    }

    static Optional<Locale> voiceLanguage(StartTag tag) throws SsmlSaxException {
        Optional<Locale> language = tag.language("xml:lang");
        if (language.isPresent()) {
            return language;
        }
        language = tag.language("language");
        return language.isPresent() ? language : firstOf(tag);
    }

    /** SSML 1.1's {@code languages="en:en-GB fr"}: the first language; the accent after the colon is left out. */
    private static Optional<Locale> firstOf(StartTag tag) {
        return tag.value("languages").map(list -> Locale.forLanguageTag(list.replaceAll("[\\s:,].*", "")))
                .filter(locale -> !locale.getLanguage().isEmpty());
    }

    static Open with(StartTag tag, Open parent, SsmlToken.Speaker speaker) {
        return new Open(tag.name(), tag.offset(), parent.style(), speaker, parent.reading(), parent.content());
    }

    static Open with(StartTag tag, Open parent, SpeechStyle style) {
        return new Open(tag.name(), tag.offset(), style, parent.speaker(), parent.reading(), parent.content());
    }

    static Open reading(StartTag tag, Open parent, SayAsMode reading) {
        return new Open(tag.name(), tag.offset(), parent.style(), parent.speaker(), reading, Content.TEXT_ONLY);
    }

    static Open silent(StartTag tag, Open parent) {
        return new Open(tag.name(), tag.offset(), parent.style(), parent.speaker(), parent.reading(), Content.IGNORED);
    }
}
