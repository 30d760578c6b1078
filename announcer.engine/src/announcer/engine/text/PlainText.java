package announcer.engine.text;

import java.util.ArrayList;
import java.util.List;
import announcer.engine.text.normal.TextNormalizer;
import announcer.engine.text.sayas.Characters;
import announcer.engine.text.sayas.SayAsMode;

/** Plain text by lines. An empty line ends a paragraph; the end of a line ends a sentence unless the next begins with a small letter. */
final class PlainText {
    private PlainText() {
    }

    static List<SsmlToken> tokens(String text) {
        List<SsmlToken> tokens = new ArrayList<>();
        StringBuilder block = new StringBuilder();
        boolean blankLine = false;
        for (String line : text.lines().toList()) {
            String clean = TextNormalizer.normalize(Characters.clean(line)).strip();
            if (clean.isEmpty()) {
                blankLine = true;
            } else {
                if (!block.isEmpty() && (blankLine || !Character.isLowerCase(clean.codePointAt(0)))) {
                    flush(block, tokens);
                    tokens.add(blankLine ? SsmlToken.Edge.PARAGRAPH : SsmlToken.Edge.SENTENCE);
                }
                block.append(block.isEmpty() ? "" : " ").append(clean);
                blankLine = false;
            }
        }
        flush(block, tokens);
        return tokens;
    }

    private static void flush(StringBuilder block, List<SsmlToken> tokens) {
        if (!block.isEmpty()) {
            tokens.add(new SsmlToken.Text(block.toString(), SsmlToken.Speaker.ANY, SpeechStyle.NEUTRAL, new SayAsMode.AsWritten()));
            block.setLength(0);
        }
    }
}
