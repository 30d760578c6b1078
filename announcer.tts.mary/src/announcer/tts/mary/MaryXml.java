package announcer.tts.mary;

import java.util.List;
import java.util.Locale;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

import announcer.api.speech.Prosody;
import announcer.tts.mary.Part.Pause;
import announcer.tts.mary.Part.Sounds;
import announcer.tts.mary.Part.Words;

/**
 * A sentence as a document of MaryTTS's own kind (RAWMARYXML). Rate and pitch stand in attributes that MaryTTS leaves alone, for
 * {@link Acoustics}: its own way with them is not proportional, and leaves pauses as they are.
 */
final class MaryXml {
    static final String NAMESPACE = "http://mary.dfki.de/2002/MaryXML";
    static final String RATE = "announcer-rate";
    static final String PITCH = "announcer-pitch";
    /** On a boundary whose length is not to be changed. */
    static final String EXACT = "announcer-exact";

    /** The pause that MaryTTS makes at a comma, and does not make when a boundary follows it: a break is to come on top of it. */
    private static final int COMMA_MILLIS = 400;

    /** In place of a word whose sounds are given: one that MaryTTS takes for a noun, and does not put into other words. */
    private static final String NAME = "name";

    private MaryXml() {
    }

    static Document document(List<Part> sentence, Locale locale) {
        Document document;
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            document = factory.newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's own XML parser cannot be made", e);
        }
        Element root = document.createElementNS(NAMESPACE, "maryxml");
        root.setAttribute("version", "0.5");
        root.setAttribute("xml:lang", locale.toLanguageTag());
        document.appendChild(root);
        Element paragraph = child(root, "p");
        long comma = 0;
        Element parent = paragraph;
        Words last = null;
        for (Part part : sentence) {
            if (part instanceof Words || part instanceof Sounds) {
                Words words = part instanceof Sounds sounds ? sounds.words() : (Words) part;
                // One element for what is spoken in one manner, breaks and all: between two MaryTTS makes pauses of its own.
                parent = last != null && words.equals(last.with(words.text())) ? parent : manner(paragraph, words);
                last = words;
                if (part instanceof Sounds sounds) {
                    Element token = child(parent, "t");
                    token.setAttribute("ph", sounds.phonemes());
                    token.setTextContent(NAME);
                } else {
                    parent.appendChild(document.createTextNode(words.text()));
                }
                comma = endsWithComma(words.text()) ? Math.round(COMMA_MILLIS / words.manner().rate()) : 0;
            } else if (part instanceof Pause pause && pause.millis() > 0) {
                Element boundary = child(parent, "boundary");
                boundary.setAttribute("breakindex", "4");
                boundary.setAttribute("duration", String.valueOf(pause.millis() + comma));
                boundary.setAttribute(EXACT, "true");
                comma = 0;
            }
        }
        return document;
    }

    private static boolean endsWithComma(String text) {
        String end = text.stripTrailing();
        return !end.isEmpty() && ",;:".indexOf(end.charAt(end.length() - 1)) >= 0;
    }

    private static Element manner(Element paragraph, Words words) {
        if (words.manner().equals(Prosody.NEUTRAL) && words.accent().isEmpty()) {
            return paragraph;
        }
        Element prosody = child(paragraph, "prosody");
        prosody.setAttribute(RATE, String.valueOf(words.manner().rate()));
        prosody.setAttribute(PITCH, String.valueOf(words.manner().pitch()));
        if (!words.accent().isEmpty()) {
            prosody.setAttribute("force-accent", words.accent());
        }
        return prosody;
    }

    private static Element child(Element parent, String name) {
        Element child = parent.getOwnerDocument().createElementNS(NAMESPACE, name);
        parent.appendChild(child);
        return child;
    }
}
