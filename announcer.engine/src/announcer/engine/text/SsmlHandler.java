package announcer.engine.text;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;
import announcer.engine.text.normal.TextNormalizer;
import announcer.engine.text.sayas.Characters;
import announcer.engine.text.sayas.SayAsMode;

/** Flattens a document to tokens while the parser reads it, and refuses what is not understood. */
final class SsmlHandler extends DefaultHandler {
    static final String NAMESPACE = "http://www.w3.org/2001/10/synthesis";
    static final int DEEPEST = 50;
    static final Duration LONGEST_SILENCE = Duration.ofMinutes(10);

    /** An element that is open: what holds within it. */
    record Open(String name, int offset, SpeechStyle style, SsmlToken.Speaker speaker, SayAsMode reading, Content content) {}

    /** What an element may hold. */
    enum Content {
        ANY, TEXT_ONLY, IGNORED
    }

    private final String document;
    private final LineIndex places;
    private final Deque<Open> open = new ArrayDeque<>();
    private final List<SsmlToken> tokens = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private Optional<Locale> language = Optional.empty();
    private Duration silence = Duration.ZERO;
    private Locator locator;
    private boolean finished;

    SsmlHandler(String document, LineIndex places) {
        this.document = document;
        this.places = places;
    }

    List<SsmlToken> tokens() {
        return tokens;
    }

    Optional<Locale> language() {
        return language;
    }

    Optional<Open> innermost() {
        return Optional.ofNullable(open.peek());
    }

    /** Whether the whole of {@code <speak>} has been read. */
    boolean finished() {
        return finished;
    }

    @Override
    public void setDocumentLocator(Locator l) {
        locator = l;
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
        // The locator stands behind the tag, and a tag holds no other "<".
        int behind = places.offset(locator.getLineNumber(), locator.getColumnNumber());
        int offset = Math.max(0, document.lastIndexOf('<', behind - 1));
        boolean ours = uri.isEmpty() || uri.equals(NAMESPACE);
        StartTag tag = new StartTag(ours ? localName : qName, attributes, document, offset, places);
        if (open.size() >= DEEPEST) {
            throw tag.wrong("elements are nested more than " + DEEPEST + " deep; write it flatter");
        }
        Open parent = open.peek();
        if (parent == null) {
            open.push(root(tag, ours));
        } else if (parent.content() == Content.IGNORED) {
            open.push(new Open(tag.name(), offset, parent.style(), parent.speaker(), parent.reading(), Content.IGNORED));
        } else {
            flush();
            if (!ours) {
                throw tag.wrong("<" + qName + "> is not an element of SSML; take it away");
            }
            open.push(SsmlElement.of(tag).enter(tag, parent, this));
        }
    }

    private Open root(StartTag tag, boolean ours) throws SAXException {
        if (!ours || !tag.name().equals("speak")) {
            throw tag.wrong("the document begins with <" + tag.name() + ">; an SSML document begins with <speak>"
                    + (tag.name().equals("speak") ? ", in the namespace " + NAMESPACE + " or in none" : ""));
        }
        SsmlElement.SPEAK.check(tag);
        language = tag.language("xml:lang");
        return new Open("speak", tag.offset(), SpeechStyle.NEUTRAL, SsmlToken.Speaker.ANY, new SayAsMode.AsWritten(), Content.ANY);
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        flush();
        Open closed = open.pop();
        finished = open.isEmpty();
        if (closed.content() != Content.IGNORED) {
            SsmlElement.edge(closed.name()).ifPresent(tokens::add);
        }
    }

    @Override
    public void characters(char[] chars, int start, int length) {
        if (open.peek().content() != Content.IGNORED) {
            text.append(chars, start, length);
        }
    }

    void edge(SsmlToken.Edge edge) {
        tokens.add(edge);
    }

    /** Text that stands in an attribute. */
    void say(String words, Open parent) {
        add(words, parent);
    }

    void rest(Duration duration, StartTag tag) throws SsmlSaxException {
        silence = silence.plus(duration);
        if (silence.compareTo(LONGEST_SILENCE) > 0) {
            throw tag.wrong("the breaks add up to more than " + LONGEST_SILENCE.toMinutes() + " minutes; send several announcements");
        }
        tokens.add(new SsmlToken.Rest(duration));
    }

    private void flush() {
        if (!text.isEmpty()) {
            String words = text.toString();
            text.setLength(0);
            add(words, open.peek());
        }
    }

    private void add(String words, Open within) {
        String clean = TextNormalizer.normalize(Characters.clean(words));
        if (!clean.isEmpty()) {
            tokens.add(new SsmlToken.Text(clean, within.speaker(), within.style(), within.reading()));
        }
    }

    @Override
    public InputSource resolveEntity(String publicId, String systemId) throws SAXException {
        throw new SAXException("nothing outside the document is ever read");
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
        throw e;
    }
}
