package announcer.engine.text;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import announcer.engine.text.sayas.Characters;
import announcer.engine.text.sayas.SayAsMode;

/** Text of one speaker between two edges, white space collapsed, with what is known of its stretches. Filled, then read from start to end. */
final class SegmentBlock {
    private record Span(int start, int end, SpeechStyle style, SayAsMode reading) {}

    private record Rest(int offset, Duration duration) {}

    private final StringBuilder text = new StringBuilder();
    private final List<Span> spans = new ArrayList<>();
    private final List<Rest> rests = new ArrayList<>();
    private final SsmlToken.Speaker speaker;
    private final boolean oneSentence;
    private int nextSpan;
    private int nextRest;

    SegmentBlock(SsmlToken.Speaker speaker, boolean oneSentence) {
        this.speaker = speaker;
        this.oneSentence = oneSentence;
    }

    void add(SsmlToken.Text token) {
        int start = text.length();
        String added = token.text();
        for (int i = 0; i < added.length(); i++) {
            char c = added.charAt(i);
            if (c == ' ') {
                space();
            } else {
                text.append(c);
            }
        }
        if (text.length() > start) {
            spans.add(new Span(start, text.length(), token.style(), token.reading()));
        }
    }

    /** A break also parts what stands on its two sides. */
    void add(SsmlToken.Rest token) {
        space();
        rests.add(new Rest(text.length(), token.duration()));
    }

    private void space() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != ' ') {
            text.append(' ');
        }
    }

    boolean isEmpty() {
        return text.isEmpty() && rests.isEmpty();
    }

    String text() {
        return text.toString();
    }

    SsmlToken.Speaker speaker() {
        return speaker;
    }

    /** Whether its author says that it is one sentence. */
    boolean oneSentence() {
        return oneSentence;
    }

    /** For each character, whether a cut before it would part what is read as a whole. */
    boolean[] whole() {
        boolean[] whole = new boolean[text.length() + 1];
        for (Span span : spans) {
            if (span.reading().whole()) {
                Arrays.fill(whole, span.start() + 1, span.end(), true);
            }
        }
        return whole;
    }

    /** For each character, about how many letters' worth of speech it is. */
    int[] weights() {
        int[] weights = new int[text.length()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Characters.isCjk(text.charAt(i)) ? LongSentence.CJK_WEIGHT : 1;
        }
        for (Span span : spans) {
            if (span.reading().spelledOut()) {
                Arrays.fill(weights, span.start(), span.end(), Segment.SPELLED_OUT_FACTOR);
            }
        }
        return weights;
    }

    /** The breaks up to {@code offset} that have not been taken yet. */
    List<Duration> takeRests(int offset) {
        List<Duration> taken = new ArrayList<>();
        while (nextRest < rests.size() && rests.get(nextRest).offset() <= offset) {
            taken.add(rests.get(nextRest++).duration());
        }
        return taken;
    }

    /** What is said from {@code start} to {@code end}, which must not go back. The breaks before it must have been taken. */
    List<TextRun> takeRuns(int start, int end) {
        List<TextRun> runs = new ArrayList<>();
        while (nextSpan < spans.size() && spans.get(nextSpan).end() <= start) {
            nextSpan++;
        }
        int from = start;
        for (int i = nextSpan; i < spans.size() && spans.get(i).start() < end; i++) {
            Span span = spans.get(i);
            from = Math.max(from, span.start());
            int to = Math.min(end, span.end());
            while (nextRest < rests.size() && rests.get(nextRest).offset() < end && rests.get(nextRest).offset() <= to) {
                Rest rest = rests.get(nextRest++);
                addWords(runs, span, from, rest.offset());
                runs.add(new TextRun.Rest(rest.duration()));
                from = Math.max(from, rest.offset());
            }
            addWords(runs, span, from, to);
            from = to;
        }
        return runs;
    }

    private void addWords(List<TextRun> runs, Span span, int from, int to) {
        if (from < to) {
            runs.add(new TextRun.Words(text.substring(from, to), span.style(), span.reading()));
        }
    }
}
