package announcer.tts.mary;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

import announcer.api.speech.Prosody;

/**
 * Makes parts of an SSML document of {@code speak}, {@code break}, {@code emphasis}, {@code phoneme} and {@code prosody}. Of a
 * {@code phoneme} in another alphabet than IPA the text is spoken. What else there may be is looked through.
 */
final class SsmlPartReader {
    /** Also where no alphabet is named. */
    private static final String IPA = "ipa";
    private static final int LONGEST_PAUSE_MILLIS = 60_000;

    private final List<Part> parts = new ArrayList<>();
    private final Deque<Part.Words> manners = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    /** Of the element in which the text stands; empty outside. */
    private String phonemes = "";

    private SsmlPartReader(Prosody around) {
        manners.push(new Part.Words("", around, ""));
    }

    /**
     * @param around the manner that the document's own is multiplied with
     * @throws XMLStreamException when it is not XML
     */
    static List<Part> read(String ssml, Prosody around) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(ssml));
        try {
            SsmlPartReader reader = new SsmlPartReader(around);
            while (xml.hasNext()) {
                reader.take(xml, xml.next());
            }
            reader.endWords();
            return reader.parts;
        } finally {
            xml.close();
        }
    }

    private void take(XMLStreamReader xml, int event) {
        switch (event) {
            case XMLStreamConstants.START_ELEMENT -> begin(xml);
            case XMLStreamConstants.END_ELEMENT -> {
                endWords();
                phonemes = "";
                manners.pop();
            }
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> text.append(xml.getText());
            default -> {
            }
        }
    }

    private void begin(XMLStreamReader xml) {
        endWords();
        Part.Words now = manners.element();
        manners.push(switch (xml.getLocalName()) {
            case "prosody" -> manner(now, percent(xml.getAttributeValue(null, "rate")), percent(xml.getAttributeValue(null, "pitch")),
                    now.accent());
            case "emphasis" -> emphasis(now, xml.getAttributeValue(null, "level"));
            case "break" -> {
                parts.add(new Part.Pause(millis(xml.getAttributeValue(null, "time"))));
                yield now;
            }
            case "phoneme" -> {
                phonemes = Objects.requireNonNullElse(xml.getAttributeValue(null, "alphabet"), IPA).equals(IPA)
                        ? Objects.requireNonNullElse(xml.getAttributeValue(null, "ph"), "")
                        : "";
                yield now;
            }
            default -> now;
        });
    }

    private static Part.Words emphasis(Part.Words now, String level) {
        return switch (level == null ? "moderate" : level) {
            case "strong" -> manner(now, 0.85, 1.2, "word");
            case "reduced" -> manner(now, 1.1, 1, "none");
            case "none" -> manner(now, 1, 1, "none");
            default -> manner(now, 0.9, 1.1, "word");
        };
    }

    private static Part.Words manner(Part.Words now, double rate, double pitch, String accent) {
        return new Part.Words("", now.manner().times(within(rate, pitch)), accent);
    }

    private static Prosody within(double rate, double pitch) {
        return new Prosody(Math.max(0.25, Math.min(4, rate)), Math.max(0.5, Math.min(2, pitch)), 1);
    }

    /** "150%" is 1.5, and "+50%" is too. */
    private static double percent(String value) {
        if (value == null || !value.matches("[+-]?[0-9]{1,6}([.][0-9]{1,6})?%")) {
            return 1;
        }
        double factor = Double.parseDouble(value.substring(0, value.length() - 1)) / 100;
        return Character.isDigit(value.charAt(0)) ? factor : 1 + factor;
    }

    private static int millis(String time) {
        if (time == null || !time.matches("[0-9]{1,6}([.][0-9]{1,6})?m?s")) {
            return 0;
        }
        boolean millis = time.endsWith("ms");
        double value = Double.parseDouble(time.substring(0, time.length() - (millis ? 2 : 1)));
        return (int) Math.min(LONGEST_PAUSE_MILLIS, Math.round(millis ? value : value * 1_000));
    }

    private void endWords() {
        if (text.length() > 0) {
            Part.Words words = manners.element().with(text.toString());
            parts.add(phonemes.isEmpty() ? words : new Part.Sounds(words, phonemes));
            text.setLength(0);
        }
    }
}
