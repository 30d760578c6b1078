package announcer.bench.fuzz;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Plain texts that are odd. Used by one thread at a time. */
final class OddPlain {
    private static final String[] SCRIPTS = {"Please go to counter three", "\u8bf7\u5230\u4e09\u53f7\u67dc\u53f0",
            "\u041f\u0440\u043e\u0439\u0434\u0438\u0442\u0435 \u043a \u043e\u043a\u043d\u0443",
            "\u0627\u0630\u0647\u0628 \u0625\u0644\u0649 \u0627\u0644\u0634\u0628\u0627\u0643",
            "\u05d2\u05e9 \u05dc\u05d3\u05dc\u05e4\u05e7",
            "\u0915\u0943\u092a\u092f\u093e \u0906\u0917\u0947 \u092c\u0922\u093c\u0947\u0902",
            "\u0e01\u0e23\u0e38\u0e13\u0e32\u0e44\u0e1b\u0e17\u0e35\u0e48\u0e40\u0e04\u0e32\u0e19\u0e4c\u0e40\u0e15\u0e2d\u0e23\u0e4c",
            "\u7a93\u53e3\u3078\u304a\u8d8a\u3057\u304f\u3060\u3055\u3044", "\ucc3d\uad6c\ub85c \uac00\uc138\uc694",
            "Bitte zu Schalter f\u00fcnf, Stra\u00dfe \u00c4\u00d6\u00dc", "\u03a0\u03b1\u03c1\u03b1\u03ba\u03b1\u03bb\u03ce",
            "\u10d2\u10d7\u10ee\u10dd\u10d5\u10d7", "\u13e3\u13b3\u13a9", "\ud835\udcaf\ud835\udc5f\ud835\udc4e\ud835\udcbe\ud835\udcc3"};
    private static final String[] EMOJI = {"\ud83d\ude00", "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67\u200d\ud83d\udc66",
            "\ud83c\udde9\ud83c\uddea", "\ud83d\udc4d\ud83c\udffd", "\u2764\ufe0f", "1\ufe0f\u20e3", "\ud83c\udff4\u200d\u2620\ufe0f",
            "\ud83e\udee0", "\u2600"};
    private static final String[] INVISIBLE = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u180e", "\u034f", "\u00a0",
            "\u2003", "\u202f", "\u3000", "\u115f", "\u3164", "\ufe0f", "\udb40\udc41"};
    private static final String[] COMMANDS = {"[[h@l'oU]]", "--help", "-f /dev/zero", "; true", "$(true)", "`true`", "| cat", "> x",
            "%s%n%x",
            "\\u0000", "{0}", "${announcer.home}", "' OR ''='", "\\x", "/dev/stdin", "@file", "<mark name='x'/>", "\u001b[31mred",
            "#rate 900", "(SayText \"x\")", "[[slnc 5000]]", "\\rspd=50\\"};
    private static final String[] NUMBERS = {"0", "-0", "007", "1e308", "-273.15", "3,14", "1.000.000,00", "1,000,000.00",
            "99999999999999999999",
            "0x7fffffff", "1/2", "\u00bd", "\u0663\u0664", "\u96f6\u4e00", "MMXXVI", "31.02.2026", "2026-11-25T25:61:61Z", "12:60",
            "$1.5bn",
            "\u20ac 0,005", "100 %", "1st 2nd 3rd 11th", "+49 30 901820", "N\u00ba 5", "10\u207b\u2079", "\u221e", "3 x 4 = 12",
            "00000000000000000000001"};
    private static final String[] IDS = {"A-023", "Q7K-000-Z", "550e8400-e29b-41d4-a716-446655440000", "192.168.0.1", "::1", "a@b.example",
            "https://example.org/a?b=c&d=%20#e", "C:\\Temp\\x.txt", "/dev/null", "00:1B:44:11:3A:B7", "user_name-42", "v1.2.3-rc.4+build",
            "ISBN 978-3-16-148410-0", "WMWZ71040CTL12345", "IC2024", "AbCdEfGh", "x86_64", "P.O.D.", "N.N."};
    private static final String[] MARKUP = {"<speak>Hello</speak>", "&lt;b&gt;", "a < b & b > c", "<break time=\"10s\"/>", "<!-- no -->",
            "<?xml version=\"1.0\"?>", "<![CDATA[x]]>", "&amp;&#0;&nbsp;", "<script>alert(1)</script>", "</speak>", "**bold** _it_ `code`",
            "<speak>"};
    private static final String MARKS = "...,,;:!?-()[]{}\"'/\\*&^%$#@~`|<>+=_\u2026\u3002\u3001\uff01\u00bf\u00a1\u2014\u00ab\u00bb\u2022\u00a7";

    private final Random random;
    private final int longest;

    OddPlain(Random random, int longest) {
        this.random = random;
        this.longest = longest;
    }

    String text(OddKind kind) {
        String text = switch (kind) {
            case ORDINARY -> ordinary();
            case EMPTY -> "";
            case BLANK -> joined(1 + random.nextInt(20), "", " ", "\t", "\n", "\r\n", "\u2028", "\u3000", "\u2003", "\f", "\u001c");
            case HUGE -> huge(longest / 2 + random.nextInt(longest / 2 + 1));
            case TOO_LONG -> huge(longest + 1 + random.nextInt(3 * longest));
            case CONTROL -> sprinkled(ordinary(), () -> String.valueOf((char) (random.nextInt(4) == 0
                    ? 127 + random.nextInt(33)
                    : random.nextInt(32))));
            case LONE_SURROGATE -> sprinkled(ordinary(), () -> String.valueOf((char) (0xd800 + random.nextInt(0x800)))) + " \udc00";
            case EMOJI -> random.nextBoolean() ? joined(1 + random.nextInt(40), "", EMOJI) : sprinkled(ordinary(), () -> one(EMOJI));
            case RIGHT_TO_LEFT -> sprinkled(SCRIPTS[3] + " " + random.nextInt(1000) + " " + SCRIPTS[4],
                    () -> one("\u202e", "\u202b", "\u2067", "\u200f", "\u061c", "\u202c", "\u2069", " ok "));
            case MIXED -> joined(2 + random.nextInt(12), one(" ", ", ", ""), SCRIPTS);
            case LONG_WORD ->
                joined(50 + random.nextInt(longest / 4), "", one("a", "x", "\u00e4", "ab", "\u6f22", "Donau", "\u0939", "9", "-"));
            case PUNCTUATION -> characters(1 + random.nextInt(80), MARKS);
            case INVISIBLE ->
                random.nextBoolean() ? joined(1 + random.nextInt(60), "", INVISIBLE) : sprinkled(ordinary(), () -> one(INVISIBLE));
            case COMBINING -> sprinkled(ordinary(), () -> heap(1 + random.nextInt(60)));
            case NUMBERS -> joined(1 + random.nextInt(8), " ", NUMBERS) + one("", ".", " " + random.nextLong(), " " + random.nextDouble());
            case IDS -> joined(1 + random.nextInt(5), " ", IDS);
            case COMMANDS -> joined(1 + random.nextInt(4), " ", COMMANDS) + one("", " " + ordinary());
            case LINES -> joined(100 + random.nextInt(300), "", one("A. ", "1.\n", "Yes!\r\n", "\n", "Dr. ", "Why? ", "e.g. "));
            case ANYTHING -> anything(1 + random.nextInt(300));
            case MARKUP_AS_TEXT -> joined(1 + random.nextInt(5), " ", MARKUP);
            default -> throw new IllegalArgumentException(kind + " is not plain text");
        };
        return kind == OddKind.TOO_LONG ? text : cut(text);
    }

    /** A sentence that people say; a number makes it one of many. */
    String ordinary() {
        return one("Number ", "Ticket A-", "Window ", "Flight L H ") + random.nextInt(1000) + one(", please.", " is boarding now.",
                ": please go to counter " + random.nextInt(20) + ".", "!", "");
    }

    private String huge(int length) {
        Supplier<String> part = switch (random.nextInt(5)) {
            case 0 -> () -> ordinary() + " ";
            case 1 -> () -> "and another one ";
            case 2 -> () -> one(SCRIPTS) + one(" ", ". ");
            case 3 -> () -> String.valueOf(random.nextInt(10));
            default -> () -> anything(20) + " ";
        };
        StringBuilder out = new StringBuilder("The text ");
        while (out.length() < length) {
            out.append(part.get());
        }
        out.setLength(length);
        return out.toString();
    }

    private String anything(int count) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int range = one(0x80, 0x800, 0x10000, 0x110000);
            int c = random.nextInt(range);
            // Lone surrogates have a kind of their own.
            out.appendCodePoint(c >= 0xd800 && c < 0xe000 ? 0xfffd : c);
        }
        return out.toString();
    }

    private String heap(int marks) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < marks; i++) {
            out.append((char) (0x300 + random.nextInt(0x70)));
        }
        return out.toString();
    }

    private String characters(int count, String of) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append(of.charAt(random.nextInt(of.length())));
        }
        return out.toString();
    }

    /** Something put in at some places. */
    private String sprinkled(String text, Supplier<String> what) {
        StringBuilder out = new StringBuilder(text);
        for (int n = 1 + random.nextInt(6); n > 0; n--) {
            out.insert(random.nextInt(out.length() + 1), what.get());
        }
        return out.toString();
    }

    private String joined(int count, String with, String... of) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < count; i++) {
            out.append(i == 0 ? "" : with).append(one(of));
        }
        return out.toString();
    }

    String joined(int count, String with, List<String> of) {
        return joined(count, with, of.toArray(String[]::new));
    }

    @SafeVarargs
    final <T> T one(T... of) {
        return of[random.nextInt(of.length)];
    }

    private String cut(String text) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }
}
