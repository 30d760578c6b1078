package announcer.lexicon.word;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import announcer.lexicon.locale.Languages;
import announcer.lib.text.Excerpt;

/**
 * Reads lexicons of the W3C's Pronunciation Lexicon Specification 1.0. Of several pronunciations of a lexeme the first that is preferred is used,
 * else the first (section 4.9 there). One use.
 */
final class PlsReader {
    static final String SUFFIX = ".pls";
    private static final String NAMESPACE = "http://www.w3.org/2005/01/pronunciation-lexicon";
    /** Metadata may be of any form; nobody nests it deeper. */
    private static final int DEEPEST = 32;
    private static final int LEXEME = 2;
    private static final int EXCERPT = 40;
    /** In place of an alphabet. */
    private static final String ALIAS = "";
    private static final Set<String> ALPHABETS = Set.of(ALIAS, Entry.ALPHABET, XSampa.ALPHABET);

    /** One pronunciation of a lexeme; the alphabet is "" for an alias. */
    private record Said(String text, String alphabet, boolean preferred) {}

    private final XMLStreamReader xml;
    private final LexiconContent.Builder content = new LexiconContent.Builder();
    private Locale locale = Locale.ROOT;
    private String alphabet = Entry.ALPHABET;

    private PlsReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    static LexiconContent read(byte[] bytes) throws BadLexiconException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(bytes));
            try {
                return new PlsReader(xml).document();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            throw new BadLexiconException((line > 0 ? "line " + line + ": " : "") + "it is not whole or not well-formed XML: "
                    + Excerpt.of(lastLine(e.getMessage()), 200));
        }
    }

    /** Before it stands the place once more. */
    private static String lastLine(String message) {
        String text = String.valueOf(message).strip();
        String last = text.substring(text.lastIndexOf('\n') + 1);
        return last.startsWith("Message: ") ? last.substring("Message: ".length()) : last;
    }

    private LexiconContent document() throws XMLStreamException, BadLexiconException {
        int depth = 0;
        for (int event = xml.getEventType(); event != XMLStreamConstants.END_DOCUMENT; event = xml.next()) {
            if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw bad("it has a document type or an entity; take those out");
            }
            if (event == XMLStreamConstants.START_ELEMENT && depth == 0) {
                lexicon();
                depth = 1;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "lexeme" -> lexeme();
                    case "meta", "metadata" -> skip();
                    default -> throw unexpected("a lexicon");
                }
            }
        }
        return content.build(locale);
    }

    private void lexicon() throws BadLexiconException {
        String namespace = xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI();
        if (!xml.getLocalName().equals("lexicon") || !namespace.isEmpty() && !namespace.equals(NAMESPACE)) {
            throw bad("it begins with " + Excerpt.quoted(xml.getLocalName(), EXCERPT) + "; it must be <lexicon version=\"1.0\" xmlns=\""
                    + NAMESPACE + "\" alphabet=\"ipa\" xml:lang=\"en-US\">, with its own language");
        }
        String language = xml.getAttributeValue(XMLConstants.XML_NS_URI, "lang");
        try {
            locale = Languages.of(language == null ? "" : language);
        } catch (IllegalArgumentException e) {
            throw bad("xml:lang is " + e.getMessage());
        }
        alphabet = attribute("alphabet", Entry.ALPHABET);
    }

    private String attribute(String name, String otherwise) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? otherwise : value.strip();
    }

    private void lexeme() throws XMLStreamException, BadLexiconException {
        String where = "line " + xml.getLocation().getLineNumber();
        boolean role = !attribute("role", "").isEmpty();
        List<String> written = new ArrayList<>();
        List<Said> said = new ArrayList<>();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            if (xml.getEventType() == XMLStreamConstants.START_ELEMENT) {
                switch (xml.getLocalName()) {
                    case "grapheme" -> written.add(text());
                    case "phoneme" -> said.add(said(attribute("alphabet", alphabet)));
                    case "alias" -> said.add(said(ALIAS));
                    case "example" -> skip();
                    default -> throw unexpected("a lexeme");
                }
            }
        }
        if (written.isEmpty() || said.isEmpty()) {
            throw new BadLexiconException(where + ": a lexeme has no " + (written.isEmpty() ? "grapheme" : "phoneme and no alias")
                    + "; it needs at least one");
        }
        if (role) {
            content.leaveOut(where + " has " + Excerpt.quoted(written.get(0), EXCERPT) + " for one role only; texts tell no roles");
            return;
        }
        add(written, said, where);
    }

    private Said said(String alphabetOfIt) throws XMLStreamException, BadLexiconException {
        boolean preferred = attribute("prefer", "false").equals("true");
        return new Said(text(), alphabetOfIt, preferred);
    }

    private void add(List<String> written, List<Said> said, String where) throws BadLexiconException {
        List<Said> known = said.stream().filter(s -> ALPHABETS.contains(s.alphabet())).toList();
        if (known.isEmpty()) {
            content.leaveOut(where + " has " + Excerpt.quoted(written.get(0), EXCERPT) + " in the alphabet "
                    + Excerpt.quoted(said.get(0).alphabet(), EXCERPT) + "; only ipa and x-sampa are known");
            return;
        }
        Said used = first(known).orElseThrow();
        if (used.text().isBlank()) {
            throw new BadLexiconException(where + ": what is said for " + Excerpt.quoted(written.get(0), EXCERPT) + " is empty; give it");
        }
        // Beside phonemes an alias is for the engines that do not speak them.
        String alias = first(known.stream().filter(s -> s.alphabet().equals(ALIAS)).toList()).map(Said::text).orElse("").strip();
        String phonemes = switch (used.alphabet()) {
            case ALIAS -> "";
            case XSampa.ALPHABET -> ipa(used.text(), where);
            default -> used.text();
        };
        for (String word : written) {
            content.add(word, used.alphabet().equals(ALIAS) ? used.text() : alias, phonemes, where);
        }
    }

    private static Optional<Said> first(List<Said> said) {
        return said.stream().filter(Said::preferred).findFirst().or(() -> said.stream().findFirst());
    }

    private static String ipa(String xSampa, String where) throws BadLexiconException {
        try {
            return XSampa.ipa(xSampa);
        } catch (IllegalArgumentException e) {
            throw new BadLexiconException(where + ": " + e.getMessage());
        }
    }

    /** The text of the present element, to its end. */
    private String text() throws XMLStreamException, BadLexiconException {
        StringBuilder text = new StringBuilder();
        while (xml.next() != XMLStreamConstants.END_ELEMENT) {
            switch (xml.getEventType()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> text.append(xml.getText());
                case XMLStreamConstants.START_ELEMENT -> throw unexpected("a grapheme, alias or phoneme");
                case XMLStreamConstants.ENTITY_REFERENCE -> throw bad("it has an entity; write the character itself");
                default -> {
                    // Comments.
                }
            }
        }
        return text.toString();
    }

    /** To the end of the present element, whatever is in it. */
    private void skip() throws XMLStreamException, BadLexiconException {
        for (int depth = LEXEME; depth >= LEXEME;) {
            int event = xml.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
            if (depth > DEEPEST) {
                throw bad("elements are nested more than " + DEEPEST + " deep");
            }
        }
    }

    private BadLexiconException unexpected(String where) {
        return bad(Excerpt.quoted(xml.getLocalName(), EXCERPT) + " is no element of " + where);
    }

    private BadLexiconException bad(String message) {
        return new BadLexiconException("line " + xml.getLocation().getLineNumber() + ": " + message);
    }
}
