package announcer.engine.text;

import org.xml.sax.SAXException;

/** Carries a {@link MarkupException} through the parser. */
final class SsmlSaxException extends SAXException {
    private static final long serialVersionUID = 1L;

    private final MarkupException reason;

    SsmlSaxException(MarkupException reason) {
        super(reason.getMessage(), reason);
        this.reason = reason;
    }

    MarkupException reason() {
        return reason;
    }
}
