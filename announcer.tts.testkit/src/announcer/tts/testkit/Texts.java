package announcer.tts.testkit;

import static org.junit.jupiter.api.Named.named;

import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;

import announcer.api.speech.Voice;

/** The texts of the tests. */
final class Texts {
    /** Characters from which on an odd text may be too long for its deadline. */
    static final int LONG = 1_000;
    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("en", "Number twenty three, please go to counter four. Thank you for waiting."),
            Map.entry("de", "Nummer dreiundzwanzig, bitte gehen Sie zu Schalter vier. Vielen Dank."),
            Map.entry("fr", "Le numéro vingt-trois est attendu au guichet quatre. Merci de votre patience."),
            Map.entry("es", "Número veintitrés, por favor pase a la ventanilla cuatro. Muchas gracias."),
            Map.entry("it", "Numero ventitré, si prega di andare allo sportello quattro. Grazie mille."),
            Map.entry("pt", "Número vinte e três, por favor dirija-se ao balcão quatro. Muito obrigado."),
            Map.entry("nl", "Nummer drieëntwintig, gaat u naar loket vier. Dank u voor het wachten."),
            Map.entry("pl", "Numer dwadzieścia trzy, proszę podejść do okienka cztery. Dziękujemy."),
            Map.entry("sv", "Nummer tjugotre, var god gå till kassa fyra. Tack för att ni väntade."),
            Map.entry("tr", "Yirmi üç numara, lütfen dört numaralı gişeye gidin. Teşekkür ederiz."),
            Map.entry("ru", "Номер двадцать три, пройдите к окну четыре. Спасибо за ожидание."),
            Map.entry("uk", "Номер двадцять три, пройдіть до вікна чотири. Дякуємо за очікування."),
            Map.entry("el", "Αριθμός είκοσι τρία, παρακαλώ πηγαίνετε στο γκισέ τέσσερα. Ευχαριστούμε."),
            Map.entry("zh", "请二十三号顾客到四号窗口办理业务。谢谢您的耐心等待。"),
            Map.entry("ja", "番号二十三番のお客様、四番の窓口までお越しください。ありがとうございます。"),
            Map.entry("ko", "이십삼 번 고객님, 사 번 창구로 오십시오. 기다려 주셔서 감사합니다."),
            Map.entry("ar", "الرقم ثلاثة وعشرون، يرجى التوجه إلى الشباك الرابع. شكرا لانتظاركم."),
            Map.entry("hi", "नंबर तेईस, कृपया काउंटर चार पर जाएँ। प्रतीक्षा के लिए धन्यवाद।"));

    private Texts() {
    }

    static String sentence(Voice voice) {
        String language = voice.locale().getLanguage();
        // What Java and the system call Chinese, Norwegian, Hebrew... differs; those that are not here get English, which most can say.
        return SENTENCES.getOrDefault(language.equals("cmn") ? "zh" : language, SENTENCES.get("en"));
    }

    /** In a script that the voice's language is not written in. */
    static String foreign(Voice voice) {
        return switch (voice.locale().getLanguage()) {
            case "zh", "cmn", "ja", "yue", "ko" -> "Привет";
            default -> "你好，世界";
        };
    }

    /** Texts in which there may be nothing to say. Named, as some are not fit for a report. */
    static Stream<Named<String>> empty() {
        return Stream.of(named("empty", ""), named("blank", " \t\r\n"), named("no-break space", "\u00a0"), named("dots", "..."),
                named("punctuation", "?!.,;:-()[]"), named("emoji", "\uD83D\uDE00\uD83D\uDE80"), named("zero width", "\u200b\ufeff\u200d"),
                named("control characters", "\u0000\u0001\u0007\u001b"), named("lone surrogate", "\uD800"));
    }

    /** Texts that come from anywhere. */
    static Stream<Named<String>> odd() {
        return Stream.of(named("control characters", "one \u0000\u0001\u0007 two \u001b[31m three\u007f"),
                named("lone surrogates", "one \uD800 two \uDC00\uD83D three"),
                named("5,000 letters without a space", "abcde".repeat(1_000)),
                named("1,000 digits", "1234567890".repeat(100)), named("2,000 words", "one two ".repeat(1_000)),
                named("right to left", "שלום עולם، مرحبا بالعالم"), named("direction marks", "one \u202etwo\u202c three"),
                named("many languages", "Hello 你好 Привет مرحبا नमस्ते Γειά 42"), named("emoji between words", "one \uD83D\uDE80 two"),
                named("combining characters", "e\u0301\u0302\u0303\u0304\u0305 a\u0300"), named("line ends", "one\r\n\r\n\ttwo\u2028three"),
                named("like options", "-v --help -f /dev/null"), named("like a shell", "\"; $(id) `id` %n%s%x \\ 'quoted'"),
                named("like markup", "<speak><break time=\"9s\"/>]]><!-- <?xml"), named("like Windows", "C:\\Windows\\..\\con\\u0041"),
                named("amounts", "1e309 -0.00001 €1,234.56 50% #1 @home 12:61 31.02.2027"),
                named("non-characters", "one \ufffe\uffff two"));
    }
}
