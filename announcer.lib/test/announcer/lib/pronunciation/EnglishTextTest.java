package announcer.lib.pronunciation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import announcer.api.audio.PcmFormat;
import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;

class EnglishTextTest {
    private static final Voice VOICE = voice(Locale.US);

    private static Voice voice(Locale locale) {
        return new Voice("test", "voice", locale, new PcmFormat(16_000, 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Number A 23, please go to counter three. Thank you for waiting.", "1,234.56 and 42 and 2027.",
            "Attention please! Is Dr. Smith here?", "Please proceed to gate B12 immediately: boarding closes at 10:45.", "SOS", "a",
            "It's ten o'clock, check-in is open; \"Hello\", they said...", "The 3rd floor, the 21st century, the 1990s",
            "U.S.A. and a.m. and e.g.",
            "KLM1234 at 9:05 pm, 8:30am", "3.14 or 0.5 or 1,000,000", ", please.", "."})
    void what_every_engine_says_stays_as_it_is(String text) throws Exception {
        assertThat(EnglishText.of(VOICE, text)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\u0001', textBlock = """
            Number #42, please | Number number 42, please
            gate # 5 | gate number 5
            the #party | the hashtag party
            order #A12 | order number A12
            12..34 | 12 to 34
            press # now | press hash now
            Gate (B) 5 | Gate, B, 5
            Please, number 5) go to 3 | Please, number 5, go to 3
            ) 1 | 1
            (to the left) | to the left,
            Gate [B12]. | Gate, B12.
            Müller, Café and Señor | Muller, Cafe and Senor
            ß æ œ ø Ł đ þ Æ | ss ae oe o L d th Ae
            Łódź, Çeşme, Đà Nẵng | Lodz, Cesme, Da Nang
            Ｇａｔｅ　１２ | Gate 12
            ﬁrst Ⅳ ① | first IV 1
            tra\u00adin | train
            te\u0301 a\u030a | te a
            Gate ٤٢ | Gate 42
            €5.50 | 5 euros 50 cents
            €5,50 | 5 euros 50 cents
            5 € | 5 euros
            1 € | 1 euro
            € 7 | 7 euros
            5€ | 5 euros
            1.234,50 € | 1,234 euros 50 cents
            £1.01 | 1 pound 1 penny
            £0.99, please | 99 pence, please
            $1234 | 1,234 dollars
            $5.5 | 5 point five dollars
            $5 million. | 5 million dollars.
            $1.2 billion! | 1.2 billion dollars!
            -$5 | minus 5 dollars
            €-5 | minus 5 euros
            $5-10 | 5 dollars to 10
            $5-$10 | 5 dollars to 10 dollars
            €5/day | 5 euros slash day
            ¥100 and ₹20 | 100 yen and 20 rupees
            $ | dollars
            5€-10€ | 5 euros to 10 euros
            €5–€10 | 5 euros to 10 euros
            50% | 50 percent
            Save 5%-10% | Save 5 percent to 10 percent
            5%–10% | 5 percent to 10 percent
            5 %-10 % | 5 percent to 10 percent
            at -5% - 10 | at minus 5 percent, 10
            99.5%! | 99.5 percent!
            AT&T | AT and T
            a + b = c | a plus b equals c
            @home | at home
            and/or | and slash or
            5 * 3 | 5 star 3
            snake_case | snake underscore case
            ***** Attention ***** | Attention,
            ---- 5 ---- 6 | 5, 6
            20°C | 20 degrees Celsius
            5°C-10°C | 5 degrees Celsius to 10 degrees Celsius
            20°–25°C | 20 degrees to 25 degrees Celsius
            70°F−80°F | 70 degrees Fahrenheit to 80 degrees Fahrenheit
            -5°C-now | minus 5 degrees Celsius-now
            1° | 1 degree
            21 °F | 21 degrees Fahrenheit
            ℃ | degrees Celsius
            § 5 | section 5
            2½ hours | 2 and one half hours
            ¼ mile | one quarter mile
            5 m² | 5 m squared
            № 7 | number 7
            3 × 4 | 3 times 4
            A → B | A to B
            A -> B | A to B
            −5 | minus 5
            10–12 | 10 to 12
            10-12 | 10 to 12
            Gate 5 – now | Gate 5, now
            Gate 5 - now | Gate 5, now
            “Hello” ‘you’ it’s | "Hello" 'you' it's
            A-023 | ay zero two three
            B-12 | B 12
            A023 | ay zero two three
            KLM0012 | KLM zero zero one two
            X10005 | X one zero zero zero five
            12B | 12 B
            10am | 10 ay m
            Open 10am-5pm | Open 10 ay m to 5 p m
            8:30am–5pm | 8:30 ay m to 5 p m
            007 | zero zero seven
            00 | zero zero
            1,5 | 1, 5
            1,2345 | 1, 2345
            1,000th | 1000th
            0.5.1 | 0 dot 5 dot 1
            192.168.0.1 | 192 dot 168 dot 0 dot 1
            .5 | point five
            12345678901234 | one two three four, five six seven eight, nine zero one two, three four
            555-1234 | five five five, one two three four
            555-123-4567 | five five five, one two three, four five six seven
            +49 (30) 12 | plus 49, 30, 12
            12:61 | 12: 61
            10:45:30 | 10: 45: 30
            3:2 | 3: 2
            8:15:00 | 8: 15: zero zero
            08:20:00 | zero eight: 20: zero zero
            Scale 1:50,000 | Scale 1: 50,000
            12:30,13:30 | 12:30, thirteen thirty
            00:15 | zero zero fifteen
            0:00 | zero zero zero
            20:34, | twenty thirty four,
            13:05-18:00 | thirteen oh five to eighteen o'clock
            24:00 | twenty four o'clock
            10:45-11:00 | 10:45 to 11:00
            2026-11-30 | November 30 2026
            12/25/2026 | December 25 2026
            25.12.2026 | December 25 2026
            31/02/2027 | 31 slash zero two slash 2027
            2026-13-01 | two zero two six, one three, zero one
            5/7 | 5 slash 7
            end.Next gate 5.Thank you | end. Next gate 5. Thank you
            example.com | example dot com
            info@example.com. | info at example dot com.
            see https://www.example.com/a-b?c=1, please | see www dot example dot com slash ay dash b question mark c equals 1, please
            a,b;c:d | a, b; c: d
            α and Ω | alpha and omega
            Gate 5 😀 now | Gate 5 now
            Gate 5 ◼ now ◽◾ | Gate 5, now,
            5 < 6 & 7 > 2 | 5 less than 6 and 7 greater than 2
            """)
    void all_else_is_put_in_words(String text, String words) throws Exception {
        assertThat(EnglishText.of(VOICE, text)).isEqualTo(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "😀", "()", "\u0000\u0001", "\uD800", "\"", "***", "- -"})
    void nothing_is_made_of_nothing(String text) throws Exception {
        assertThat(EnglishText.of(VOICE, text)).isBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = {"你好", "Привет", "שלום", "नमस्ते", "Γειά", "∰", "¤5", "Xж", "𠀀"})
    void a_token_without_english_words_is_refused_by_name(String token) {
        assertThatThrownBy(() -> EnglishText.of(VOICE, "Hello " + token + " 42")).isInstanceOf(UnspeakableTextException.class)
                .hasMessageContaining("\"" + token + "\"").hasMessageContaining("test/voice").hasMessageContaining("en-US");
    }

    @Test
    void white_space_is_one_space_and_stays_at_the_ends() throws Exception {
        assertThat(EnglishText.of(VOICE, "  one\t\n two\u00a0")).isEqualTo(" one two ");
    }

    @Test
    void a_date_is_read_as_in_the_voices_country() throws Exception {
        assertThat(EnglishText.of(VOICE, "05/12/2026")).isEqualTo("May 12 2026");
        assertThat(EnglishText.of(voice(Locale.UK), "05/12/2026")).isEqualTo("December 5 2026");
    }

    /** Nothing grows with the square of a text: each of these would take minutes. */
    @ParameterizedTest
    @Timeout(10)
    @ValueSource(strings = {"1,", "1.", "1-", "a1", "A.", "a.b", "a@", "@", "$1", "1$", "1,234,", "€", "(", "-", "é", "'a", "a-", "=", "x!",
            "0", "9:1", "_a", "/", "#a", "1..", "é1", "½", "1/1/1111/"})
    void a_long_token_costs_no_more_than_its_length(String part) throws Exception {
        assertThat(EnglishText.of(VOICE, part.repeat(30_000))).isNotNull();
    }
}
