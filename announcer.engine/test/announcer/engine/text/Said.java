package announcer.engine.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import announcer.api.speech.Prosody;

/** Scripts written out in one line, for tables: what is said, pauses in brackets. */
final class Said {
    private Said() {
    }

    /** "Hello. [300] You [50] there.": pauses in milliseconds. */
    static String plain(SpeechDocument script, Locale locale) {
        List<String> out = new ArrayList<>();
        for (Segment piece : script.pieces(locale)) {
            for (RenderedPart part : piece.parts(false, locale)) {
                out.add(part instanceof RenderedPart.Speech speech
                        ? speech.text()
                        : "[" + millis(((RenderedPart.Pause) part).duration()) + "]");
            }
            if (!piece.pauseAfter().isZero()) {
                out.add("[" + millis(piece.pauseAfter()) + "]");
            }
        }
        return String.join(" ", out);
    }

    static String plain(String ssml) throws MarkupException {
        return plain(SpeechDocument.ssml(ssml), Locale.ENGLISH);
    }

    /** The only request of a document of one piece. */
    static RenderedPart.Speech only(String ssml, boolean forSsml) throws MarkupException {
        List<RenderedPart> parts = parts(ssml, forSsml);
        if (parts.size() != 1) {
            throw new AssertionError("not one part: " + parts);
        }
        return (RenderedPart.Speech) parts.get(0);
    }

    static List<RenderedPart> parts(String ssml, boolean forSsml) throws MarkupException {
        List<Segment> pieces = SpeechDocument.ssml(ssml).pieces(Locale.ENGLISH);
        if (pieces.size() != 1) {
            throw new AssertionError("not one piece: " + pieces);
        }
        return pieces.get(0).parts(forSsml, Locale.ENGLISH);
    }

    static Prosody prosody(String attributes) throws MarkupException {
        return only("<speak><prosody " + attributes + ">x</prosody></speak>", false).prosody();
    }

    /** What is inside the document that an SSML engine gets. */
    static String inside(String ssml) throws MarkupException {
        String document = only(ssml, true).ssml().orElse("");
        return document.isEmpty() ? "" : document.substring(document.indexOf('>') + 1, document.length() - "</speak>".length()).strip();
    }

    private static long millis(Duration duration) {
        return duration.toMillis();
    }
}
