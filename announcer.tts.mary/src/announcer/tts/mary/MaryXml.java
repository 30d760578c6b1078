package announcer.tts.mary;

import java.util.List;
import java.util.Locale;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import org.w3c.dom.Document;
import org.w3c.dom.Element;

import announcer.api.speech.Prosody;
import announcer.tts.mary.Part.Pause;
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
        for (Part part : sentence) {
            if (part instanceof Words words) {
                words(paragraph, words);
            } else if (part instanceof Pause pause && pause.millis() > 0) {
                Element boundary = child(paragraph, "boundary");
                boundary.setAttribute("breakindex", "4");
                boundary.setAttribute("duration", String.valueOf(pause.millis()));
                boundary.setAttribute(EXACT, "true");
            }
        }
        return document;
    }

    private static void words(Element paragraph, Words words) {
        Element parent = paragraph;
        if (!words.manner().equals(Prosody.NEUTRAL) || !words.accent().isEmpty()) {
            parent = child(paragraph, "prosody");
            parent.setAttribute(RATE, String.valueOf(words.manner().rate()));
            parent.setAttribute(PITCH, String.valueOf(words.manner().pitch()));
            if (!words.accent().isEmpty()) {
                parent.setAttribute("force-accent", words.accent());
            }
        }
        parent.appendChild(parent.getOwnerDocument().createTextNode(words.text()));
    }

    private static Element child(Element parent, String name) {
        Element child = parent.getOwnerDocument().createElementNS(NAMESPACE, name);
        parent.appendChild(child);
        return child;
    }
}
