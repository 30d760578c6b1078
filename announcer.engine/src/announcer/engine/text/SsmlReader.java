package announcer.engine.text;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;

import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * Reads one SSML document with the JDK's own parser, which no bundle can replace, without a document type, without entities, and without
 * ever opening anything.
 */
final class SsmlReader {
    private static final String ATTRIBUTE_LIMIT = "http://www.oracle.com/xml/jaxp/properties/elementAttributeLimit";
    private static final String MESSAGE_LOCALE = "http://apache.org/xml/properties/locale";

    private final String document;
    private final LineIndex places;
    private final SsmlHandler handler;

    SsmlReader(String text) {
        // The parser counts each of these as one end of a line, so the places stay right.
        String lines = text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n").replace('\r', '\n');
        document = lines.startsWith("\ufeff") ? lines.substring(1) : lines;
        places = new LineIndex(document);
        handler = new SsmlHandler(document, places);
    }

    List<SsmlToken> read() throws MarkupException {
        checkBeginning();
        try {
            XMLReader reader = reader();
            reader.setContentHandler(handler);
            reader.setErrorHandler(handler);
            reader.setEntityResolver(handler);
            reader.parse(new InputSource(new StringReader(document)));
        } catch (SsmlSaxException e) {
            throw e.reason();
        } catch (SAXParseException e) {
            throw new SsmlErrorExplainer(document, places, handler).explain(e);
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw places.wrong(0, "the document cannot be read: " + e.getMessage());
        }
        return handler.tokens();
    }

    /** The language of the whole document. */
    Optional<Locale> language() {
        return handler.language();
    }

    private void checkBeginning() throws MarkupException {
        int first = 0;
        while (first < document.length() && Character.isWhitespace(document.charAt(first))) {
            first++;
        }
        if (first == document.length()) {
            throw places.wrong(0, "the document is empty; write <speak>what to say</speak>");
        }
        if (document.charAt(first) != '<') {
            throw places.wrong(first, "this is text, not SSML; put it in <speak>...</speak>, or send it as plain text");
        }
        if (first > 0 && document.startsWith("<?xml", first)) {
            throw places.wrong(first, "nothing may come before <?xml, not even a space; take away what does");
        }
    }

    private static XMLReader reader() throws SAXException, ParserConfigurationException {
        SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        factory.setXIncludeAware(false);
        var parser = factory.newSAXParser();
        parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        parser.setProperty(ATTRIBUTE_LIMIT, "30");
        XMLReader reader = parser.getXMLReader();
        speakEnglish(reader);
        return reader;
    }

    private static void speakEnglish(XMLReader reader) {
        try {
            reader.setProperty(MESSAGE_LOCALE, Locale.ENGLISH);
        } catch (SAXException e) {
            // Then its messages are in the language of the machine.
            return;
        }
    }
}
