package announcer.lexicon.ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import announcer.lexicon.ticket.Grammar.Digits;
import announcer.lexicon.ticket.Grammar.Letters;
import announcer.lexicon.ticket.Grammar.Order;
import announcer.lexicon.ticket.IdParts.Kind;
import announcer.lexicon.ticket.IdParts.Part;
import announcer.lib.number.NumberWords;

/** Says the parts of one ticket after another, by one grammar. */
final class TicketSpeller {
    /** A longer row of letters is a word when it can be pronounced. */
    private static final int LONGEST_SPELLED = 3;
    private static final String VOWELS = "AEIOUY\u00c4\u00d6\u00dc\u0391\u0395\u0397\u0399\u039f\u03a5\u03a9\u0410\u0415\u0418\u041e\u0423"
            + "\u042b\u042d\u042e\u042f";
    /** Numbers with more digits have no words that anybody would understand. */
    private static final int MOST_DIGITS = 15;

    private final Grammar grammar;
    private final NumberWords numbers;

    /** What is said of one part. */
    private record Said(Kind kind, String words) {}

    TicketSpeller(Grammar grammar) {
        this.grammar = grammar;
        numbers = NumberWords.of(grammar.locale());
    }

    String words(List<Part> parts) {
        List<Said> said = new ArrayList<>();
        for (Part part : parts) {
            String words = switch (part.kind()) {
                case LETTERS -> letters(part.text());
                case WORD -> part.text();
                case DIGITS -> digits(part.text());
                case SIGN -> grammar.names().getOrDefault(part.text().codePointAt(0), "");
            };
            if (!words.isEmpty()) {
                said.add(new Said(part.kind(), words));
            }
        }
        return joined(ordered(said));
    }

    private List<Said> ordered(List<Said> said) {
        if (grammar.order() == Order.AS_WRITTEN) {
            return said;
        }
        boolean digitsFirst = grammar.order() == Order.DIGITS_FIRST;
        List<Said> ordered = new ArrayList<>(said.stream().filter(s -> s.kind() == Kind.DIGITS == digitsFirst).toList());
        ordered.addAll(said.stream().filter(s -> s.kind() == Kind.DIGITS != digitsFirst).toList());
        return ordered;
    }

    /** Two numbers side by side would be heard as one. */
    private String joined(List<Said> said) {
        StringBuilder out = new StringBuilder();
        Kind before = null;
        for (Said s : said) {
            boolean numbersMeet = before == Kind.DIGITS && s.kind() == Kind.DIGITS;
            if (!out.isEmpty()) {
                out.append(numbersMeet ? grammar.pause() : between(out.codePointBefore(out.length()), s.words().codePointAt(0)));
            }
            out.append(s.words());
            before = s.kind();
        }
        return out.toString();
    }

    /** In Chinese two Latin letters still need a space, or they would be read as a word. */
    private String between(int left, int right) {
        return grammar.space().isEmpty() && left < 0x250 && right < 0x250 ? " " : grammar.space();
    }

    private String letters(String row) {
        String capitals = row.toUpperCase(Locale.ROOT);
        boolean word = row.length() > LONGEST_SPELLED && capitals.chars().anyMatch(c -> VOWELS.indexOf(c) >= 0);
        if (word || grammar.letters() == Letters.AS_WRITTEN) {
            return row;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < row.length();) {
            int end = i + Character.charCount(row.codePointAt(i));
            while (end < row.length() && !Character.isLetter(row.codePointAt(end))) {
                // A mark belongs to its letter.
                end += Character.charCount(row.codePointAt(end));
            }
            int letter = Character.toUpperCase(row.codePointAt(i));
            String plain = Character.toString(letter) + row.substring(i + Character.charCount(row.codePointAt(i)), end);
            append(out, grammar.names().getOrDefault(letter, plain));
            i = end;
        }
        return out.toString();
    }

    private void append(StringBuilder out, String word) {
        if (!out.isEmpty()) {
            out.append(between(out.codePointBefore(out.length()), word.codePointAt(0)));
        }
        out.append(word);
    }

    private String digits(String row) {
        String digits = grammar.leadingZeros() ? row : row.replaceFirst("^0+(?=[0-9])", "");
        if (grammar.digits() == Digits.GROUPS) {
            return groups(digits);
        }
        boolean number = grammar.digits() == Digits.NUMBER && digits.length() <= grammar.longestNumber() && !startsWithZero(digits);
        return number ? number(digits) : oneByOne(digits);
    }

    /** Counted from the end, as people group numbers. */
    private String groups(String digits) {
        StringBuilder out = new StringBuilder();
        int size = grammar.groupSize();
        for (int from = 0; from < digits.length();) {
            int first = (digits.length() - from) % size;
            int to = from + (first == 0 ? size : first);
            String group = digits.substring(from, to);
            int zeros = 0;
            while (zeros < group.length() - 1 && group.charAt(zeros) == '0') {
                zeros++;
            }
            out.append(out.isEmpty() ? "" : grammar.pause());
            if (zeros > 0) {
                out.append(oneByOne(group.substring(0, zeros))).append(grammar.space());
            }
            out.append(number(group.substring(zeros)));
            from = to;
        }
        return out.toString();
    }

    private static boolean startsWithZero(String digits) {
        return digits.length() > 1 && digits.charAt(0) == '0';
    }

    private String number(String digits) {
        Optional<String> words = digits.length() > MOST_DIGITS ? Optional.empty() : numbers.cardinal(Long.parseLong(digits));
        return words.orElse(digits);
    }

    private String oneByOne(String digits) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            String digit = digits.substring(i, i + 1);
            String word = grammar.names().getOrDefault((int) digit.charAt(0), number(digit));
            append(out, word);
        }
        return out.toString();
    }
}
