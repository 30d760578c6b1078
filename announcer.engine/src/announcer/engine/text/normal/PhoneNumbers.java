package announcer.engine.text.normal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import announcer.engine.text.sayas.SayAs;
import announcer.engine.text.sayas.SayAsMode;
import announcer.engine.text.sayas.SayAsType;

/**
 * Telephone numbers figure by figure, in the groups that they are written in. What looks like one is told by its shape: a plus sign or a nought in
 * front, an area code in brackets, the groups of North America, or a word such as "Tel." before it. In doubt it is none: dates, prices, ids and
 * thousands keep their way of being read.
 */
final class PhoneNumbers {
    private static final int MOST_GROUPS = 8;
    private static final int LONGEST_GROUP = 15;
    private static final int LEAST_DIGITS = 7;
    private static final int LEAST_DIGITS_AFTER_CUE = 5;
    private static final int MOST_DIGITS = 15;
    private static final int LONGEST_CUE = 12;
    private static final Pattern PAIRS = Pattern.compile("2(?<by>[ .-])2\\k<by>2\\k<by>2\\k<by>2");
    private static final Pattern SHORT_AREA = Pattern.compile("2[ -][34][ -]4|2[ /-][678]");
    private static final Pattern DATE = Pattern.compile("4[-./]2[-./]2|2[-./]2[-./][24]");
    private static final Set<String> CUES = Set.of("tel", "telephone", "phone", "fax", "telefax", "telefon", "telefono", "telefone",
            "mobile",
            "mobil", "hotline", "handy", "t\u00e9l\u00e9phone", "t\u00e9l", "tel\u00e9fono", "puhelin", "telefoon",
            "\u0442\u0435\u043b", "\u0442\u0435\u043b\u0435\u0444\u043e\u043d", "\u7535\u8bdd", "\u96fb\u8a71", "\u70ed\u7ebf",
            "\u624b\u673a",
            "\u0647\u0627\u062a\u0641");

    /** Figures between separators; {@code separator} is what stands before them, 0 before the first. */
    private record Group(String digits, char separator, boolean bracketed, int end) {}

    private final Locale locale;

    PhoneNumbers(Locale locale) {
        this.locale = locale;
    }

    String spoken(String text) {
        StringBuilder out = null;
        int copied = 0;
        int i = 0;
        while (i < text.length()) {
            if (!begins(text, i)) {
                i++;
                continue;
            }
            List<Group> groups = groups(text, i);
            int end = groups.isEmpty() ? -1 : end(text, i, groups);
            if (end > 0) {
                out = out == null ? new StringBuilder(text.length() * 2) : out;
                out.append(text, copied, i).append(words(text.substring(i, end)));
                copied = end;
                i = end;
            } else {
                // Its later groups are not looked at again: the whole is something else.
                i = groups.isEmpty() ? i + 1 : groups.get(groups.size() - 1).end();
            }
        }
        return out == null ? text : out.append(text, copied, text.length()).toString();
    }

    private String words(String number) {
        return SayAs.spoken(number, new SayAsMode.SayAs(SayAsType.TELEPHONE, ""), locale);
    }

    private static boolean begins(String text, int i) {
        char c = text.charAt(i);
        if (!isDigit(c) && c != '+' && c != '(') {
            return false;
        }
        if (i == 0) {
            return true;
        }
        char before = text.charAt(i - 1);
        return !Signs.runsOn(before) && "+.,:/-_#@$\u20ac\u00a3\u00a5=*".indexOf(before) < 0;
    }

    /** The chain of groups that begins here; it costs its length, which is bounded. */
    private static List<Group> groups(String text, int start) {
        List<Group> groups = new ArrayList<>();
        int i = text.charAt(start) == '+' ? start + 1 : start;
        char separator = 0;
        while (groups.size() < MOST_GROUPS) {
            boolean bracket = i < text.length() && text.charAt(i) == '(';
            int from = bracket ? i + 1 : i;
            int to = from;
            while (to < text.length() && isDigit(text.charAt(to)) && to - from <= LONGEST_GROUP) {
                to++;
            }
            boolean closed = !bracket || to < text.length() && text.charAt(to) == ')';
            if (to == from || !closed) {
                return groups;
            }
            int end = bracket ? to + 1 : to;
            groups.add(new Group(text.substring(from, to), separator, bracket, end));
            i = end;
            separator = i < text.length() ? text.charAt(i) : 0;
            if ("-/. ".indexOf(separator) >= 0) {
                i++;
            } else if (separator == '(' || bracket) {
                separator = ' ';
            } else {
                return groups;
            }
        }
        return groups;
    }

    /** Where the longest telephone number ends that these groups begin with; -1: they are none. */
    private int end(String text, int start, List<Group> groups) {
        boolean plus = text.charAt(start) == '+';
        boolean cue = hasCue(text, start);
        for (int n = groups.size(); n > 0; n--) {
            List<Group> first = groups.subList(0, n);
            int digits = first.stream().mapToInt(g -> g.digits().length()).sum();
            boolean torn = !plus && !cue && !groups.get(0).bracketed() && goesOn(groups, n);
            if (digits <= MOST_DIGITS && !torn && endsHere(text, first.get(n - 1).end()) && looksLikeOne(plus, cue, digits, first)) {
                return first.get(n - 1).end();
            }
        }
        return -1;
    }

    /** Whether the group behind the first {@code n} is parted from them as they are from each other: 0123 4567 8901 and 2345 are one number. */
    private static boolean goesOn(List<Group> groups, int n) {
        return n < groups.size() && groups.subList(1, n).stream().anyMatch(g -> g.separator() == groups.get(n).separator());
    }

    /** Neither in the middle of a word or a number, nor before what makes it an amount. */
    private static boolean endsHere(String text, int end) {
        if (end == text.length()) {
            return true;
        }
        char c = text.charAt(end);
        boolean more = end + 1 < text.length() && isDigit(text.charAt(end + 1));
        boolean word = end + 1 < text.length() && Character.isLetterOrDigit(text.charAt(end + 1));
        int next = c == ' ' && end + 1 < text.length() ? text.charAt(end + 1) : c;
        return !isDigit(c) && !Signs.runsOn(c) && !(more && ".,:".indexOf(c) >= 0) && !(word && "/-_".indexOf(c) >= 0)
                && "%\u2030\u20ac$\u00a3\u00a5\u00b0".indexOf(next) < 0;
    }

    private boolean looksLikeOne(boolean plus, boolean cue, int digits, List<Group> groups) {
        boolean small = groups.stream().skip(1).anyMatch(g -> g.digits().length() < 2 && !g.bracketed());
        if (plus) {
            return digits >= 8 && !small && groups.get(0).digits().charAt(0) != '0';
        }
        String shape = shape(groups);
        if (groups.get(0).bracketed()) {
            return shape.equals("3 3-4") || shape.equals("3 3 4") || groups.get(0).digits().startsWith("0")
                    && groups.get(0).digits().length() > 1 && groups.size() > 1 && digits >= LEAST_DIGITS && !small;
        }
        if (cue && digits >= LEAST_DIGITS_AFTER_CUE && isAfterCue(shape, small, groups)) {
            return true;
        }
        return digits >= LEAST_DIGITS && (groups.get(0).digits().startsWith("0") ? hasTrunk(shape, digits, small) : isLocal(shape, groups));
    }

    /** "Tel. 12345 10 Uhr" ends with the first group. */
    private static boolean isAfterCue(String shape, boolean small, List<Group> groups) {
        boolean pairs = groups.stream().allMatch(g -> g.digits().length() == 2);
        boolean loose = groups.stream().anyMatch(g -> g.separator() == ' ' && g.digits().length() < 3);
        return !small && (pairs || !loose) && (groups.size() == 1 || groups.get(0).digits().length() > 1)
                && !DATE.matcher(shape).matches();
    }

    /** With a nought in front: 0800-123-456, 030 1234567, 01 42 34 56 78; not 01-02-2026. */
    private boolean hasTrunk(String shape, int digits, boolean small) {
        if (shape.matches("[0-9]+")) {
            return digits >= 9;
        }
        if (shape.charAt(0) == '2' && !isDigit(shape.charAt(1))) {
            // France's pairs, which are a row of called numbers elsewhere, and area codes of two figures.
            return SHORT_AREA.matcher(shape).matches() || locale.getLanguage().equals("fr") && PAIRS.matcher(shape).matches();
        }
        boolean spaced = shape.indexOf('-') < 0 && shape.indexOf('/') < 0;
        return !small && shape.indexOf('.') < 0 && shape.charAt(0) > '2' && digits >= (spaced ? 9 : LEAST_DIGITS);
    }

    /** North America's 555-0142 and 321-555-0142, Russia's 123-45-67, China's mobile numbers; not the range 100-2000. */
    private boolean isLocal(String shape, List<Group> groups) {
        String first = groups.get(0).digits();
        return switch (shape) {
            case "3-4" -> first.equals("555") || groups.get(1).digits().startsWith("0");
            case "3-3-4", "3.3.4", "3-2-2" -> true;
            case "1-3-3-4", "1.3.3.4" -> first.equals("1");
            case "11", "3 4 4", "3-4-4" -> locale.getLanguage().equals("zh") && first.matches("1[3-9].*");
            default -> false;
        };
    }

    /** "3-4" for 555-0142. */
    private static String shape(List<Group> groups) {
        StringBuilder shape = new StringBuilder();
        for (Group g : groups) {
            if (g.separator() != 0) {
                shape.append(g.separator());
            }
            shape.append(g.digits().length());
        }
        return shape.toString();
    }

    private static boolean hasCue(String text, int start) {
        int end = start;
        while (end > 0 && start - end < 2 && ".: \uff1a".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        int from = end;
        while (from > 0 && end - from <= LONGEST_CUE && Character.isLetter(text.charAt(from - 1))) {
            from--;
        }
        String word = text.substring(from, end).toLowerCase(Locale.ROOT);
        return CUES.contains(word) || word.length() > 2 && CUES.contains(word.substring(word.length() - 2));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
