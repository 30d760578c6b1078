package announcer.engine.text;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import announcer.engine.text.sayas.Characters;

/** Cuts what a document was flattened to into pieces. One use. */
final class Splitter {
    static final Duration AFTER_SENTENCE = Duration.ofMillis(300);
    static final Duration AFTER_PARAGRAPH = Duration.ofMillis(450);
    /** Where a long sentence is cut at punctuation, and where the speaker changes within a sentence. */
    static final Duration AFTER_CLAUSE = Duration.ofMillis(100);
    static final Duration AFTER_HARD_CUT = Duration.ZERO;

    private final Locale locale;
    private final SegmentList pieces = new SegmentList();
    private SegmentBlock block = new SegmentBlock(SsmlToken.Speaker.ANY, false);

    Splitter(Locale locale) {
        this.locale = locale;
    }

    List<Segment> split(List<SsmlToken> tokens) {
        for (SsmlToken token : tokens) {
            if (token instanceof SsmlToken.Text text) {
                add(text);
            } else if (token instanceof SsmlToken.Rest rest) {
                block.add(rest);
            } else {
                finishBlock();
                pieces.gap(token == SsmlToken.Edge.PARAGRAPH ? AFTER_PARAGRAPH : AFTER_SENTENCE);
                block = new SegmentBlock(SsmlToken.Speaker.ANY, token == SsmlToken.Edge.ONE_SENTENCE);
            }
        }
        finishBlock();
        return pieces.finish();
    }

    private void add(SsmlToken.Text text) {
        if (!text.speaker().equals(block.speaker())) {
            if (!text.text().isBlank()) {
                changeSpeaker(text.speaker());
            } else if (block.isEmpty()) {
                return;
            }
        }
        block.add(text);
    }

    private void changeSpeaker(SsmlToken.Speaker speaker) {
        boolean oneSentence = block.oneSentence();
        String before = block.text();
        finishBlock();
        if (Characters.hasWords(before)) {
            pieces.gap(SentenceBreaks.isEnd(before) ? AFTER_SENTENCE : AFTER_CLAUSE);
        }
        block = new SegmentBlock(speaker, oneSentence);
    }

    private void finishBlock() {
        if (block.isEmpty()) {
            return;
        }
        String text = block.text();
        boolean[] whole = block.whole();
        LongSentence cutter = new LongSentence(text, block.weights(), whole);
        int start = 0;
        for (int end : sentenceEnds(text, whole)) {
            for (LongSentence.Cut cut : cutter.cuts(start, end)) {
                speak(text, start, cut.at());
                pieces.gap(cut.pause());
                start = cut.at();
            }
            speak(text, start, end);
            if (end < text.length()) {
                pieces.gap(AFTER_SENTENCE);
            }
            start = end;
        }
        block.takeRests(text.length()).forEach(pieces::rest);
    }

    private int[] sentenceEnds(String text, boolean[] whole) {
        if (block.oneSentence()) {
            return new int[]{text.length()};
        }
        return SentenceBreaks.ends(text, block.speaker().language().orElse(locale), whole);
    }

    private void speak(String text, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && Characters.isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && Characters.isSpace(text.charAt(end - 1))) {
            end--;
        }
        if (Characters.nextWord(text, start, end) == end) {
            return;
        }
        block.takeRests(start).forEach(pieces::rest);
        pieces.add(block.speaker(), block.takeRuns(start, end));
    }
}
