package announcer.engine.text;

import java.util.Optional;

import org.xml.sax.SAXParseException;

/** Says what is most likely wrong where the parser stopped, in words for whoever wrote the document. */
final class SsmlErrorExplainer {
    private static final int LONGEST_ENTITY = 64;

    private final String document;
    private final LineIndex places;
    private final SsmlHandler handler;

    SsmlErrorExplainer(String document, LineIndex places, SsmlHandler handler) {
        this.document = document;
        this.places = places;
        this.handler = handler;
    }

    MarkupException explain(SAXParseException e) {
        int at = places.offset(e.getLineNumber(), e.getColumnNumber());
        int tag = at == 0 ? -1 : document.lastIndexOf('<', at - 1);
        if (tag < 0 && document.startsWith("<", at)) {
            tag = at;
        }
        if (tag >= 0 && document.startsWith("<!DOCTYPE", tag)) {
            return places.wrong(tag, "a document type (<!DOCTYPE ...>) is not allowed; take it away");
        }
        if (handler.finished()) {
            return places.wrong(afterRoot(at), "nothing may follow </speak>; take it away");
        }
        int reference = reference(at, tag);
        if (reference >= 0) {
            return badReference(reference);
        }
        Optional<SsmlHandler.Open> open = handler.innermost();
        if (at >= document.stripTrailing().length() && open.isPresent() && !document.startsWith("</", tag)) {
            String name = open.get().name();
            return places.wrong(open.get().offset(), "<" + name + "> is not closed; add </" + name + ">");
        }
        if (tag >= 0 && document.startsWith("</", tag)) {
            return badEnd(tag, open);
        }
        if (tag >= 0 && tag + 1 < document.length() && !isTagStart(document.charAt(tag + 1))) {
            return places.wrong(tag, "a < that begins no tag; write &lt;");
        }
        String said = e.getMessage() == null ? "it is not well-formed XML" : e.getMessage().strip();
        return places.wrong(at, "the document is not well-formed XML: " + said);
    }

    private int afterRoot(int at) {
        int end = document.lastIndexOf("</speak", at);
        int i = end < 0 ? at : document.indexOf('>', end) + 1;
        while (i < document.length() && Character.isWhitespace(document.charAt(i))) {
            i++;
        }
        return i;
    }

    private MarkupException badEnd(int tag, Optional<SsmlHandler.Open> open) {
        int end = tag + 2;
        while (end < document.length() && end < tag + LONGEST_ENTITY && isNamePart(document.charAt(end))) {
            end++;
        }
        if (open.isPresent() && document.startsWith(open.get().name(), tag + 2) && end == tag + 2 + open.get().name().length()) {
            return places.wrong(tag, "</" + open.get().name() + " is not finished; write </" + open.get().name() + ">");
        }
        String closed = document.substring(tag, end) + ">";
        return places.wrong(tag, open.isEmpty()
                ? closed + " closes nothing; take it away"
                : closed + " stands where <" + open.get().name() + "> is to be closed; write </" + open.get().name() + "> first");
    }

    /** Where the reference begins that the parser stopped at; -1 when it stopped at something else. */
    private int reference(int at, int tag) {
        int from = Math.min(at, document.length() - 1);
        int amp = document.lastIndexOf('&', from);
        if (amp < 0 || amp < tag && document.indexOf('>', tag) < 0 || from - amp > LONGEST_ENTITY
                || amp < from - 1 && !isNameOnly(amp + 1, from)) {
            return -1;
        }
        return amp;
    }

    private boolean isNameOnly(int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isNamePart(document.charAt(i)) && document.charAt(i) != '#' && document.charAt(i) != ';') {
                return false;
            }
        }
        return true;
    }

    private MarkupException badReference(int amp) {
        int end = amp + 1;
        while (end < document.length() && end - amp < LONGEST_ENTITY && (isNamePart(document.charAt(end)) || document.charAt(end) == '#')) {
            end++;
        }
        boolean whole = end > amp + 1 && end < document.length() && document.charAt(end) == ';';
        return places.wrong(amp, whole
                ? document.substring(amp, end + 1) + " is not known; there are &amp; &lt; &gt; &quot; &apos; and numbers as in &#8211;"
                : "a bare &; write &amp;");
    }

    private static boolean isTagStart(char c) {
        return Character.isLetter(c) || c == '_' || c == ':' || c == '/' || c == '!' || c == '?';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == ':' || c == '.';
    }
}
