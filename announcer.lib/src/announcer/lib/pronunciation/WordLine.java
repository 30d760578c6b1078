package announcer.lib.pronunciation;

/** A line of words and punctuation, as it is made for an engine from left to right. Not thread-safe. */
final class WordLine {
    private final StringBuilder out;

    /** @param length what is expected */
    WordLine(int length) {
        out = new StringBuilder(length);
    }

    /** Appends words; "" is none. */
    void say(String words) {
        if (!words.isEmpty()) {
            out.append(out.isEmpty() ? "" : " ").append(words);
        }
    }

    /** A comma, unless nothing was said yet. */
    void pause() {
        if (!out.isEmpty()) {
            punctuation(',');
        }
    }

    /** Stands directly after a word; of several signs the stronger one stays. A text may begin with it, as a part of a longer one. */
    void punctuation(char sign) {
        int end = out.length() - 1;
        char last = end < 0 ? ' ' : out.charAt(end);
        if (last == ',' && sign != ',') {
            out.setCharAt(end, sign);
        } else if (".,;:!?".indexOf(last) < 0) {
            out.append(sign);
        }
    }

    void punctuation(String signs) {
        for (int i = 0; i < signs.length(); i++) {
            if (".,;:!?".indexOf(signs.charAt(i)) >= 0) {
                punctuation(signs.charAt(i));
            }
        }
    }

    /** Whether the last word is the number 1. */
    boolean endsWithOne() {
        int end = out.length();
        return end > 0 && out.charAt(end - 1) == '1' && (end == 1 || out.charAt(end - 2) == ' ');
    }

    boolean isEmpty() {
        return out.isEmpty();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
