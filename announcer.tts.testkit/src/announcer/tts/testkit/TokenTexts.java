package announcer.tts.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

import announcer.tts.testkit.TokenText.Token;

/**
 * Makes texts of words with numbers, codes, names, money, times and telephone numbers between them, and punctuation of all kinds beside
 * these. The same language and seed make the same texts. One thread.
 */
public final class TokenTexts {
    private static final Map<String, Words> WORDS = words();
    private static final List<String> FOREIGN_NAMES = List.of("Zoë", "Müller", "François", "Łódź", "Dvořák", "Nguyễn", "Øystein",
            "Ångström", "Çelik", "Peña", "Şahin", "İzmir", "Gdańsk", "Győr", "Þórdís", "Æsa", "Œuvray", "Strauß", "Đorđe", "Čapek",
            "Ștefan",
            "Ħaġar", "Šķēde", "Ŵyn", "\uFB01nch", "Σοφία", "Иван", "李娜", "محمد", "שלום", "田中", "김철수");
    private static final String[] WRAPPED = {"(|)", "[|]", "“|”", "\"|\"", "'|'", "‘|’", "«|»", "„|“", "*|*", "_|_", "<|>", "{|}", "「|」",
            "#|", "~|", "№ |", "|:", "|…", "|'s", "(|", "|)"};
    private static final String[] GLUES = {", ", "; ", ": ", " - ", " – ", " — ", "... ", "! ", "? ", " / ", " & ", " + ", " | ", "\n",
            "\t",
            " · ", " • ", "\u00a0", " = ", " -- ", ",", " → ", " \uD83D\uDE86 ", ". "};
    private static final String[] CHINESE_GLUES = {"，", "。", "、", "：", "；", " ", "！", "-", "——", ",", "……", "·"};
    private static final String[] ENDS = {".", ".", "!", "?", "", "…", "...", " .", "\n", ";"};
    private static final String LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ";

    /** What a language has of its own. */
    private record Words(List<String> words, List<String> names) {}

    private final Random random;
    private final Words own;
    private final boolean chinese;
    private final boolean english;
    private final boolean point;

    /** @param locale the voice's; a language that is not here gets English words, which most can say */
    public TokenTexts(Locale locale, long seed) {
        random = new Random(seed);
        String language = locale.getLanguage().equals("cmn") ? "zh" : locale.getLanguage();
        own = WORDS.getOrDefault(language, WORDS.get("en"));
        chinese = language.equals("zh");
        english = !WORDS.containsKey(language) || language.equals("en");
        point = english || chinese;
    }

    private static Map<String, Words> words() {
        try (InputStream in = TokenTexts.class.getResourceAsStream("token-words.txt")) {
            Map<String, Words> words = new HashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.startsWith("#")).map(l -> l.split("\\s*\\|\\s*"))
                    .forEach(row -> words.put(row[0], new Words(List.of(row[1].split(" ")), List.of(row[2].split(" ")))));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("announcer.tts.testkit is incomplete: token-words.txt", e);
        }
    }

    /** Whether a voice of this language should know every sign of a token: ASCII, money, and the letters of the language. */
    static boolean isOwn(Locale locale, String token) {
        String language = locale.getLanguage().equals("cmn") ? "zh" : locale.getLanguage();
        Words words = WORDS.getOrDefault(language, WORDS.get("en"));
        String letters = String.join("", words.words()) + String.join("", words.names());
        String known = letters.toLowerCase(Locale.ROOT) + letters.toUpperCase(Locale.ROOT) + "€£¥°";
        return Normalizer.normalize(token, Normalizer.Form.NFC).codePoints()
                .allMatch(c -> c < 0x80 || !isSpoken(c) || known.indexOf(c) >= 0 || language.equals("zh") && Character.isIdeographic(c));
    }

    private static boolean isSpoken(int c) {
        return switch (Character.getType(c)) {
            case Character.CURRENCY_SYMBOL, Character.MATH_SYMBOL, Character.OTHER_SYMBOL, Character.OTHER_NUMBER,
                    Character.LETTER_NUMBER ->
                true;
            default -> Character.isLetterOrDigit(c) || c == '‰';
        };
    }

    /** Returns the next text: two or three tokens of interest, and words before, between and mostly behind them. */
    public TokenText next() {
        List<Token> tokens = new ArrayList<>();
        tokens.add(word());
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            tokens.add(word());
            tokens.add(special());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            tokens.add(word());
        }
        return new TokenText(tokens, chinese && random.nextBoolean() ? "。" : pick(ENDS));
    }

    private Token word() {
        return new Token("", pick(own.words()), "", glue(), List.of(), Token.WORD);
    }

    private Token special() {
        Token token = switch (random.nextInt(10)) {
            case 0, 1, 2 -> number();
            case 3, 4 -> code();
            case 5, 6 -> name();
            case 7 -> money();
            case 8 -> time();
            default -> phone();
        };
        if (random.nextInt(5) < 3) {
            return token;
        }
        String[] wrap = pick(WRAPPED).split("\\|", -1);
        // Behind a name only; a digit before it would be ordinal, a foot or a minute.
        boolean possessive = wrap[1].equals("'s") && !(english && token.kind().equals("name"));
        return new Token(wrap[0], token.core(), possessive ? "" : wrap[1], token.glue(), token.parts(), token.kind());
    }

    private Token token(String kind, String core, String... parts) {
        return new Token("", core, "", glue(), List.of(parts), kind);
    }

    private String glue() {
        if (chinese) {
            return random.nextInt(5) < 4 ? "" : pick(CHINESE_GLUES);
        }
        return random.nextInt(5) < 3 ? " " : pick(GLUES);
    }

    private Token number() {
        String one = Integer.toString(random.nextInt(9) + 1);
        String small = Integer.toString(random.nextInt(98) + 2);
        return switch (random.nextInt(18)) {
            case 0, 1, 2 -> token("number", small);
            case 3 -> token("number", digits(3));
            case 4 -> token("number", digits(4));
            case 5 -> token("number", digits(5 + random.nextInt(5)));
            case 6 -> token("number", digits(10 + random.nextInt(10)));
            case 7 -> token("number", "0".repeat(1 + random.nextInt(3)) + one);
            case 8 -> token("number", grouped());
            case 9 -> token("number", small + mark() + digits(1 + random.nextInt(3)), small);
            case 10 -> token("number", pick("-", "−", "+") + small);
            case 11 -> token("number", small + pick("%", "%", " %", "‰", "°", "°C"), small);
            case 12 -> token("ordinal", english ? ordinal(random.nextInt(40) + 1) : small + ".");
            case 13 -> token("range", small + pick("-", "–", "/", "..") + digits(2), small);
            case 14 -> token("fraction", small + pick("½", "¼", "²", "³"), small);
            case 15 -> token("digits", shifted(small, pick(0xff10, 0x660, 0x966, 0x2080)));
            case 16 -> token("roman", pick("Ⅳ", "Ⅻ", "IV", "XII"));
            default -> token("number", pick("No. ", "#", "№", "No ") + small);
        };
    }

    private Token code() {
        String letter = letters(1);
        String number = digits(1 + random.nextInt(3));
        String zeros = "0" + digits(2);
        return switch (random.nextInt(12)) {
            case 0, 1 -> token("code", letter + "-" + zeros, letter, zeros);
            case 2 -> token("code", letter + zeros, zeros);
            case 3 -> {
                String carrier = letters(2 + random.nextInt(2));
                String flight = digits(3 + random.nextInt(2));
                yield token("code", carrier + flight, carrier, flight);
            }
            case 4 -> token("code", number + letter, number);
            case 5 -> token("code", letter + number, letter, number);
            case 6 -> token("code", letter + pick("/", "_", ".", "\u2011", "–", "−", "\u00ad", "\u200b", ":", "+") + zeros, letter, zeros);
            case 7 -> token("code", letter.toLowerCase(Locale.ROOT) + number, number);
            case 8 -> token("code", letters(1) + digits(1) + "-" + letters(1) + digits(2));
            case 9 -> token("code", digits(1) + letters(1) + digits(1) + letters(1));
            case 10 -> token("code", letters(3));
            default -> token("code", letter + "-" + number + "/" + digits(1), letter + "-" + number);
        };
    }

    private Token name() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> token("name", pick(own.names()));
            case 3 -> token("name", Normalizer.normalize(pick(own.names()), Normalizer.Form.NFD));
            case 4 -> token("name", pick(own.names()).toUpperCase(Locale.ROOT));
            case 5 -> token("name",
                    chinese ? pick("A区", "T恤", "VIP厅", "Anna小姐") : pick(own.names()) + pick("-", "–", "’", ".") + pick(own.names()));
            default -> token("foreign", pick(FOREIGN_NAMES));
        };
    }

    private Token money() {
        String amount = Integer.toString(random.nextInt(98) + 2);
        String cents = amount + mark() + digits(2);
        String sign = pick("$", "$", "€", "€", "£", "¥");
        return switch (random.nextInt(9)) {
            case 0, 1 -> token("money", sign + amount, amount);
            case 2 -> token("money", sign + cents, cents, sign + amount);
            case 3 -> token("money", cents + sign, cents);
            case 4 -> token("money", amount + " " + sign, amount);
            case 5 -> token("money", sign + grouped());
            case 6 -> token("money", amount + " " + pick("USD", "EUR", "CHF", "kr", "zł", "CNY"), amount);
            case 7 -> token("money", pick("₫", "₹", "₽", "₩", "zł ", "₺", "元") + amount, amount);
            default -> token("money", pick("US$", "CHF ", "R$") + amount, amount);
        };
    }

    private Token time() {
        String hour = Integer.toString(random.nextInt(24));
        String minute = Integer.toString(10 + random.nextInt(50));
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> token("time", hour + ":" + minute, hour);
            case 3 -> token("time", hour + ":0" + digits(1));
            case 4 -> token("time", hour + ":00");
            case 5 -> token("time", hour + "." + minute, hour);
            case 6 -> token("time", hour + "h" + minute, hour);
            default -> token("time", (random.nextInt(12) + 1) + ":" + minute + pick(" am", "pm", " p.m.", ":30"));
        };
    }

    private Token phone() {
        String last = digits(4);
        return switch (random.nextInt(9)) {
            case 0, 1 -> token("phone", "+49 30 " + digits(7), "+49 30");
            case 2 -> token("phone", "030-" + digits(6), "030");
            case 3 -> token("phone", "555-" + last, "555");
            case 4 -> token("phone", "(020) 7946 " + last, "(020) 7946");
            case 5 -> token("phone", "0800 " + digits(3) + " " + digits(3), "0800");
            case 6 -> token("phone", "1-800-555-" + last, "1-800-555");
            case 7 -> token("phone", "1380013" + last);
            default -> token("phone", "02/" + digits(3) + "." + digits(2) + "." + digits(2));
        };
    }

    private String mark() {
        return point ? "." : ",";
    }

    private String grouped() {
        String group = point ? "," : ".";
        return random.nextBoolean() ? digits(2) + group + digits(3) : digits(1) + group + digits(3) + group + digits(3);
    }

    /** A number that does not begin with 0. */
    private String digits(int count) {
        StringBuilder digits = new StringBuilder(Integer.toString(1 + random.nextInt(9)));
        while (digits.length() < count) {
            digits.append(random.nextInt(10));
        }
        return digits.toString();
    }

    private String letters(int count) {
        StringBuilder letters = new StringBuilder();
        while (letters.length() < count) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }

    private static String ordinal(int number) {
        int last = number / 10 == 1 ? 0 : number % 10;
        return number + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
    }

    /** The same digits, as another script has them. */
    private static String shifted(String digits, int zero) {
        return digits.codePoints().map(c -> c - '0' + zero)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private String pick(String... of) {
        return of[random.nextInt(of.length)];
    }

    private int pick(int... of) {
        return of[random.nextInt(of.length)];
    }

    private String pick(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
