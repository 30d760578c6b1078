package announcer.tts.mary;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import announcer.tts.mary.Part.Pause;
import announcer.tts.mary.Part.Sounds;
import announcer.tts.mary.Part.Words;

/**
 * Cuts a text into sentences. MaryTTS takes all sentences of what it is given at once, each with some 10 MB, and cannot be stopped
 * underway: one at a time the first is heard while the next is made, and a long text takes no more memory than a short one.
 */
final class Pieces {
    /** A longer sentence is cut between two words: about 15 s of speech. */
    static final int LONGEST = 200;

    private final List<List<Part>> pieces = new ArrayList<>();
    private List<Part> current = new ArrayList<>();
    private int length;

    private Pieces() {
    }

    /** In order; none is empty. */
    static List<List<Part>> of(List<Part> parts, Locale locale) {
        Pieces all = new Pieces();
        for (Part part : parts) {
            if (part instanceof Words words) {
                all.add(words, locale);
            } else {
                all.add(part);
            }
        }
        all.end();
        return all.pieces;
    }

    private void add(Part part) {
        int more = part instanceof Sounds sounds ? sounds.words().text().length() : 0;
        if (length + more > LONGEST) {
            end();
        }
        current.add(part);
        length += more;
    }

    private void add(Words words, Locale locale) {
        String text = words.text();
        BreakIterator sentences = BreakIterator.getSentenceInstance(locale);
        sentences.setText(text);
        int from = 0;
        for (int to = sentences.next(); to != BreakIterator.DONE; to = sentences.next()) {
            addSentence(words, text.substring(from, to));
            from = to;
            // What is not followed by anything may go on in the next part: "go to <emphasis>three</emphasis> please".
            if (to < text.length() || endsSentence(text)) {
                end();
            }
        }
    }

    private static boolean endsSentence(String text) {
        String end = text.stripTrailing();
        return !end.isEmpty() && ".!?".indexOf(end.charAt(end.length() - 1)) >= 0;
    }

    private void addSentence(Words words, String sentence) {
        String rest = sentence;
        while (length + rest.length() > LONGEST) {
            int cut = rest.lastIndexOf(' ', LONGEST - length);
            if (cut <= 0) {
                // Words are no longer than CleanText lets them be: there is a space, unless this part is nearly full.
                cut = length > 0 ? 0 : Math.min(rest.length(), LONGEST);
            }
            put(words, rest.substring(0, cut));
            end();
            rest = rest.substring(cut).stripLeading();
        }
        put(words, rest);
    }

    private void put(Words words, String text) {
        if (!text.isEmpty()) {
            current.add(words.with(text));
            length += text.length();
        }
    }

    private void end() {
        // Pauses before and after a sentence stand alone: they are exact silence then.
        int from = 0;
        int to = current.size();
        while (from < to && !isSpoken(current.get(from))) {
            from++;
        }
        while (to > from && !isSpoken(current.get(to - 1))) {
            to--;
        }
        pauses(0, from);
        if (to > from) {
            pieces.add(List.copyOf(current.subList(from, to)));
        }
        pauses(to, current.size());
        current = new ArrayList<>();
        length = 0;
    }

    private void pauses(int from, int to) {
        for (Part part : current.subList(from, to)) {
            if (part instanceof Pause) {
                pieces.add(List.of(part));
            }
        }
    }

    private static boolean isSpoken(Part part) {
        return part instanceof Sounds || part instanceof Words words && !words.text().isBlank();
    }
}
