package announcer.tts.testkit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import announcer.api.speech.SpeechException;
import announcer.tts.testkit.TokenText.Token;

/** The ways to read figures in English, and whether a trace has one of them. */
final class NumberReadings {
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final Pattern GROUPED = Pattern.compile("(?<![0-9.,])[0-9]{1,3}(,[0-9]{3})+(?![0-9.,])");
    private static final List<String> SMALL = List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
            "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen");
    private static final List<String> TENS = List.of("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final List<String> GROUPS = List.of("", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion");
    private static final int LONGEST_NUMBER = 3 * GROUPS.size();

    private NumberReadings() {
    }

    /** Returns all words that readings are made of. */
    static Stream<String> words() {
        return Stream.of(SMALL, TENS, GROUPS, List.of("oh", "o", "hundred"), List.of("0123456789".split(""))).flatMap(List::stream)
                .filter(w -> !w.isEmpty());
    }

    /** Returns the readings of the first row of digits in a token of which the trace has none in its place. */
    static Optional<Set<List<String>>> missing(Token token, List<String> trace, TracedTexts traced)
            throws SpeechException, InterruptedException {
        // Minutes and cents: nine o'clock, five cents.
        String figures = token.core().replaceAll(":00", ":");
        figures = token.kind().equals("money") ? figures.replaceAll("\\.0", ".") : figures;
        Optional<Set<List<String>>> missing = missing(figures, trace, traced);
        return missing.isPresent() && token.kind().equals("time") ? missing(byTwelve(figures), trace, traced) : missing;
    }

    /** 20:34 as 8:34, for "eight thirty-four p.m.". */
    private static String byTwelve(String time) {
        Matcher hour = DIGITS.matcher(time);
        return hour.replaceFirst(h -> Integer.toString((Integer.parseInt(h.group()) + 11) % 12 + 1));
    }

    private static Optional<Set<List<String>>> missing(String figures, List<String> trace, TracedTexts traced)
            throws SpeechException, InterruptedException {
        Matcher rows = DIGITS.matcher(GROUPED.matcher(figures).replaceAll(m -> m.group().replace(",", "")));
        int from = 0;
        while (rows.find()) {
            Set<List<String>> readings = of(rows.group());
            int end = Integer.MAX_VALUE;
            for (List<String> reading : readings) {
                List<List<String>> words = new ArrayList<>();
                for (String word : reading) {
                    words.add(traced.of(word).sounds());
                }
                end = Math.min(end, endOf(words, trace, from));
            }
            if (end == Integer.MAX_VALUE) {
                return Optional.of(readings);
            }
            from = end;
        }
        return Optional.empty();
    }

    /** Where the words end that begin at {@code from} at the earliest and follow each other, with whatever between them. */
    private static int endOf(List<List<String>> words, List<String> trace, int from) {
        int at = from;
        for (List<String> word : words) {
            at = end(word, trace, at);
            if (at == Integer.MAX_VALUE) {
                return at;
            }
        }
        return at;
    }

    /** A sound may be another beside other sounds: two thirds of a word's are the word. */
    private static int end(List<String> word, List<String> trace, int from) {
        int needed = word.size() - word.size() / 3;
        for (int start = from; start < trace.size(); start++) {
            int found = 0;
            int at = start;
            int room = Math.min(trace.size(), start + word.size() + 1);
            for (int i = 0; i < word.size() && found < needed; i++) {
                int next = indexOf(word.get(i), trace, at, room);
                if (next >= 0) {
                    found++;
                    at = next + 1;
                }
            }
            if (found >= needed) {
                return at;
            }
        }
        return Integer.MAX_VALUE;
    }

    private static int indexOf(String sound, List<String> trace, int from, int to) {
        for (int i = from; i < to; i++) {
            if (trace.get(i).equalsIgnoreCase(sound)) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the readings of a row of digits; of leading zeros each is read. */
    static Set<List<String>> of(String digits) {
        Set<List<String>> readings = new LinkedHashSet<>();
        // As the engine says a digit alone.
        readings.add(digits.chars().mapToObj(Character::toString).toList());
        for (String zero : List.of("zero", "oh", "o")) {
            readings.add(eachDigit(digits, zero));
            String rest = digits.replaceFirst("^0+", "");
            List<String> zeros = eachDigit(digits.substring(0, digits.length() - rest.length()), zero);
            readings.add(joined(zeros, cardinal(rest)));
            readings.add(joined(zeros, inGroups(rest, 2, zero)));
            readings.add(joined(zeros, inGroups(rest, 3, zero)));
            if (rest.length() == 4) {
                readings.add(
                        joined(zeros, joined(joined(cardinal(rest.substring(0, 2)), List.of("hundred")), cardinal(rest.substring(2)))));
            }
        }
        return readings;
    }

    private static List<String> eachDigit(String digits, String zero) {
        return digits.chars().mapToObj(c -> c == '0' ? zero : SMALL.get(c - '0')).toList();
    }

    /** In groups from the right, each a number. */
    private static List<String> inGroups(String digits, int size, String zero) {
        List<String> words = new ArrayList<>();
        int end = digits.length() % size == 0 ? size : digits.length() % size;
        for (int from = 0; from < digits.length(); from = end, end += size) {
            String group = digits.substring(from, Math.min(end, digits.length()));
            String rest = group.replaceFirst("^0+", "");
            words.addAll(eachDigit(group.substring(0, group.length() - rest.length()), zero));
            words.addAll(cardinal(rest));
        }
        return words;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        List<String> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }

    /** One hundred five, without an "and"; digit by digit when it is too long for a number. */
    private static List<String> cardinal(String digits) {
        if (digits.length() > LONGEST_NUMBER) {
            return eachDigit(digits, "zero");
        }
        List<String> words = new ArrayList<>();
        String padded = "0".repeat((3 - digits.length() % 3) % 3) + digits;
        for (int from = 0; from < padded.length(); from += 3) {
            List<String> group = below1000(Integer.parseInt(padded.substring(from, from + 3)));
            words.addAll(group);
            String name = GROUPS.get((padded.length() - from) / 3 - 1);
            if (!group.isEmpty() && !name.isEmpty()) {
                words.add(name);
            }
        }
        return words;
    }

    private static List<String> below1000(int number) {
        List<String> words = new ArrayList<>();
        if (number >= 100) {
            words.addAll(List.of(SMALL.get(number / 100), "hundred"));
        }
        int rest = number % 100;
        if (rest >= 20) {
            words.add(TENS.get(rest / 10));
            rest %= 10;
        }
        if (rest > 0) {
            words.add(SMALL.get(rest));
        }
        return words;
    }
}
