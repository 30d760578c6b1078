package announcer.tts.system;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A stretch of a text, as it is written or as somebody wants it pronounced.
 *
 * @param text as it is written
 * @param ipa how it is pronounced, in IPA; "" when the voice decides
 */
record PhonemeText(String text, String ipa) {
    /** Also where no alphabet is named. */
    private static final String IPA = "ipa";

    /**
     * The stretches of an SSML document of {@code speak} and {@code phoneme}. Of a {@code phoneme} in another alphabet than IPA the text is spoken;
     * what else there may be is looked through.
     *
     * @throws XMLStreamException when it is not XML
     */
    static List<PhonemeText> of(String ssml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader xml = factory.createXMLStreamReader(new StringReader(ssml));
        List<PhonemeText> stretches = new ArrayList<>();
        String ipa = "";
        try {
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> ipa = ipa(xml);
                    case XMLStreamConstants.END_ELEMENT -> ipa = "";
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> stretches.add(new PhonemeText(xml.getText(), ipa));
                    default -> {
                        // Comments.
                    }
                }
            }
        } finally {
            xml.close();
        }
        return stretches;
    }

    private static String ipa(XMLStreamReader xml) {
        boolean known = xml.getLocalName().equals("phoneme")
                && Objects.requireNonNullElse(xml.getAttributeValue(null, "alphabet"), IPA).equals(IPA);
        return known ? Objects.requireNonNullElse(xml.getAttributeValue(null, "ph"), "") : "";
    }
}
