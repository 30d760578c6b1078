package announcer.tts.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import announcer.api.speech.SpeechException;
import announcer.tts.testkit.TokenText.Token;

/** What another program pronounces of the same tokens: where that is much more, something may be missing. One thread. */
final class SecondOpinion {
    /** Of the usual proportion; a phoneme more or less is a third of a short token. */
    private static final double SUSPICIOUS = 0.6;
    private static final int SHOWN = 30;

    private final TracedTexts own;
    private final TracedTexts other;

    /** @param own sounds that a token adds to its text @param other the same in the second opinion */
    private record Row(Token token, String text, int own, int other, double proportion) {}

    SecondOpinion(TracedTexts own, TracedTexts other) {
        this.own = own;
        this.other = other;
    }

    /** Returns a table of the tokens that are the shortest in comparison, the worst first, and how many of how many are suspicious. */
    String of(List<TokenText> texts) throws SpeechException, InterruptedException {
        List<String> all = new ArrayList<>();
        for (TokenText text : texts) {
            all.add(text.text());
            for (int i = 0; i < text.tokens().size(); i++) {
                all.add(text.without(i).text());
            }
        }
        other.ahead(all);
        Map<String, Row> rows = new LinkedHashMap<>();
        for (TokenText text : texts) {
            for (int i = 0; i < text.tokens().size(); i++) {
                Token token = text.tokens().get(i);
                if (!token.isWord() && own.of(text.text()).refusal().isEmpty()) {
                    int mine = added(own, text, i);
                    int theirs = added(other, text, i);
                    rows.merge(token.core(), new Row(token, text.text(), mine, theirs, mine / (double) Math.max(1, theirs)),
                            (a, b) -> a.proportion() <= b.proportion() ? a : b);
                }
            }
        }
        return table(rows.values().stream().sorted(Comparator.comparingDouble(Row::proportion)).toList());
    }

    private static int added(TracedTexts traced, TokenText text, int token) throws SpeechException, InterruptedException {
        return traced.of(text.text()).sounds().size() - traced.of(text.without(token).text()).sounds().size();
    }

    private static String table(List<Row> sorted) {
        double usual = sorted.isEmpty() ? 1 : sorted.get(sorted.size() / 2).proportion();
        List<Row> suspicious = sorted.stream().filter(r -> r.proportion() < SUSPICIOUS * usual).toList();
        StringBuilder table = new StringBuilder(String.format(Locale.ROOT,
                "%d of %d tokens have less than %.1f of the usual proportion to the second opinion, %.2f:%n", suspicious.size(),
                sorted.size(),
                SUSPICIOUS, usual));
        for (Row row : suspicious.stream().limit(SHOWN).toList()) {
            table.append(String.format(Locale.ROOT, "  %3d to %3d  %-8s %-16s in: %s%n", row.own(), row.other(), row.token().kind(),
                    row.token().core(), Findings.inOneLine(row.text())));
        }
        return table.toString();
    }
}
