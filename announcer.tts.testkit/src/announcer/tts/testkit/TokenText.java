package announcer.tts.testkit;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A text of an announcement, token by token.
 *
 * @param tokens its tokens, in order
 * @param end the punctuation at its end, or nothing
 */
public record TokenText(List<Token> tokens, String end) {
    /**
     * One token: a word, or what announcements are about, such as a number, a code or a name.
     *
     * @param before punctuation in front of it
     * @param core the token itself
     * @param after punctuation behind it
     * @param glue what is between it and the next one
     * @param parts the token without one of its parts, each: what is pronounced of it is less than what is pronounced of the token
     * @param kind such as "number"; "word" when it is only there to be beside another
     */
    public record Token(String before, String core, String after, String glue, List<String> parts, String kind) {
        static final String WORD = "word";

        boolean isWord() {
            return kind.equals(WORD);
        }

        private Token with(String part) {
            return new Token(before, part, after, glue, List.of(), kind);
        }
    }

    public TokenText {
        tokens = List.copyOf(tokens);
    }

    /** Returns the whole text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            text.append(token.before()).append(token.core()).append(token.after()).append(i + 1 < tokens.size() ? token.glue() : "");
        }
        return text.append(end).toString();
    }

    /** Returns the text without a token and the punctuation that belongs to it. */
    public TokenText without(int index) {
        return new TokenText(IntStream.range(0, tokens.size()).filter(i -> i != index).mapToObj(tokens::get).toList(), end);
    }

    /** Returns the text with only a part of a token. */
    TokenText with(int index, String part) {
        return new TokenText(
                IntStream.range(0, tokens.size()).mapToObj(i -> i == index ? tokens.get(i).with(part) : tokens.get(i)).toList(), end);
    }
}
