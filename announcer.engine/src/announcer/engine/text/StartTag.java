package announcer.engine.text;

import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.xml.XMLConstants;

import org.xml.sax.Attributes;
import announcer.engine.text.sayas.Characters;

/** A start tag with its attributes, and the places of both. */
final class StartTag {
    private static final int LONGEST_VALUE = 2_000;

    private final String name;
    private final Attributes attributes;
    private final String document;
    private final int offset;
    private final LineIndex places;

    StartTag(String name, Attributes attributes, String document, int offset, LineIndex places) {
        this.name = name;
        this.attributes = attributes;
        this.document = document;
        this.offset = offset;
        this.places = places;
    }

    String name() {
        return name;
    }

    int offset() {
        return offset;
    }

    /** The value of an attribute, trimmed and fit to be spoken. */
    Optional<String> value(String attribute) {
        return Optional.ofNullable(attributes.getValue(attribute)).map(Characters::clean).map(String::strip);
    }

    String required(String attribute) throws SsmlSaxException {
        Optional<String> value = value(attribute);
        if (value.isEmpty()) {
            throw wrong("<" + name + "> needs the attribute " + attribute);
        }
        return value.get();
    }

    /** The value of an attribute when it is one of {@code allowed}. */
    Optional<String> oneOf(String attribute, List<String> allowed) throws SsmlSaxException {
        Optional<String> value = value(attribute);
        if (value.isPresent() && !allowed.contains(value.get())) {
            throw wrong(attribute, attribute + "=\"" + value.get() + "\" is not understood; use one of " + String.join(", ", allowed));
        }
        return value;
    }

    /** The language an attribute names; empty when it is not there, or "". */
    Optional<Locale> language(String attribute) throws SsmlSaxException {
        Optional<String> value = value(attribute).filter(text -> !text.isEmpty());
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Locale.Builder().setLanguageTag(value.get().replace('_', '-')).build())
                    .filter(locale -> !locale.getLanguage().isEmpty());
        } catch (IllformedLocaleException e) {
            throw wrong(attribute, attribute + "=\"" + value.get() + "\" is not a language; write one as \"en\" or \"zh-CN\"");
        }
    }

    /** Refuses attributes that the element does not have; those of {@code xml:} and of other namespaces are nobody's business. */
    void allow(Set<String> allowed) throws SsmlSaxException {
        for (int i = 0; i < attributes.getLength(); i++) {
            String attribute = attributes.getQName(i);
            if (attributes.getValue(i).length() > LONGEST_VALUE) {
                throw wrong(attribute, attribute + " of <" + name + "> is " + attributes.getValue(i).length() + " characters long; at most "
                        + LONGEST_VALUE + " are allowed");
            }
            boolean ours = attributes.getURI(i).isEmpty() || attributes.getURI(i).equals(SsmlHandler.NAMESPACE);
            if (ours && !attributes.getURI(i).equals(XMLConstants.XML_NS_URI) && !allowed.contains(attribute)) {
                throw wrong(attribute, "<" + name + "> has no attribute " + attribute + (allowed.isEmpty()
                        ? ""
                        : "; it may have " + String.join(", ", allowed.stream().sorted().toList())));
            }
        }
    }

    SsmlSaxException wrong(String message) {
        return new SsmlSaxException(places.wrong(offset, message));
    }

    /** At the attribute's own place in the tag. */
    SsmlSaxException wrong(String attribute, String message) {
        Matcher matcher = Pattern.compile("\\s" + Pattern.quote(attribute) + "\\s*=").matcher(document);
        matcher.region(offset, Math.min(document.length(), offset + 20 * LONGEST_VALUE));
        return new SsmlSaxException(places.wrong(matcher.find() ? matcher.start() + 1 : offset, message));
    }
}
