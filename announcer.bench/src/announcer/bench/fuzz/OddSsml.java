package announcer.bench.fuzz;

import java.util.List;
import java.util.Random;

/** SSML documents that are odd. Used by one thread at a time. */
final class OddSsml {
    private static final String NAMESPACE = " version=\"1.1\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"en-US\"";
    private static final List<String> ATTRIBUTES = List.of("", NAMESPACE, " version=\"1.0\"", " xml:lang=\"de\"", " xml:lang=\"tlh\"",
            " xml:lang=\"\"", " version='9.9'", NAMESPACE + " xmlns:x=\"urn:x\" x:y=\"z\"", " onlangfailure=\"ignorelang\"");
    private static final List<String> SAID = List.of("Number <say-as interpret-as=\"cardinal\">42</say-as>",
            "<say-as interpret-as=\"characters\">A-023</say-as>", "<say-as interpret-as=\"date\" format=\"ymd\">99999-99-99</say-as>",
            "<say-as interpret-as=\"ordinal\">minus one</say-as>", "<say-as interpret-as=\"telephone\"> </say-as>",
            "<say-as interpret-as=\"nonsense\">x</say-as>", "<say-as>none</say-as>", "<sub alias=\"World Wide Web\">WWW</sub>",
            "<sub alias=\"\">gone</sub>", "<emphasis level=\"strong\">now</emphasis>", "<emphasis level=\"much\">now</emphasis>",
            "<prosody rate=\"200%\">fast</prosody>", "<prosody rate=\"x-slow\" pitch=\"+50%\" volume=\"-6dB\">slow</prosody>",
            "<prosody rate=\"0%\">stopped</prosody>", "<prosody rate=\"1e9\" pitch=\"-999Hz\">mad</prosody>",
            "<prosody contour=\"(0%,+20Hz) (10%,+30%)\">up</prosody>", "<prosody duration=\"0s\">short</prosody>",
            "<break time=\"0ms\"/>and", "<break strength=\"x-strong\"/>then", "<break time=\"500ms\" strength=\"none\"/>so", "<break/>",
            "<break time=\"-1s\"/>back", "<break time=\"99999999s\"/>later", "<voice name=\"nobody\">who</voice>",
            "<voice gender=\"female\" languages=\"zz\">she</voice>", "<lang xml:lang=\"zh\">\u8bf7</lang>", "<w role=\"x\">word</w>",
            "<phoneme alphabet=\"ipa\" ph=\"t&#x259;mei&#x325;&#x27E;ou\">tomato</phoneme>", "<phoneme ph=\"\">x</phoneme>",
            "<audio src=\"file:///dev/zero\">instead</audio>", "<audio src=\"http://127.0.0.1:9/\"/>", "<mark name=\"here\"/>at",
            "<p><s>One.</s><s/><s>Two.</s></p>", "<!-- a comment -->", "<![CDATA[a < b & c]]>", "<?target data?>", "&amp;&lt;&gt;&#65;",
            "&#x1F600;", "<unknown>element</unknown>", "<meta name=\"a\" content=\"b\"/>", "<metadata>x</metadata>",
            "<lexicon uri=\"http://127.0.0.1:9/\"/>", "<desc>d</desc>", "\u202e\u0627\u0628", "caf\u00e9");
    private static final List<String> SILENT = List.of("", " ", "<break time=\"300ms\"/>", "<!-- -->", "<p/>", "<s> </s>",
            "<mark name=\"m\"/>",
            "<prosody volume=\"silent\">hush</prosody>", "<![CDATA[]]>", "<audio src=\"x\"/>", "...", "<sub alias=\" \">x</sub>",
            "&#x200B;");
    private static final List<String> BROKEN = List.of("<speak>Hello", "Hello</speak>", "<speak><p>Hello</speak></p>",
            "<speak>Hello</speak><speak>again</speak>", "<speak>fish & chips</speak>", "<speak>a < b</speak>", "<speak>&nbsp;x</speak>",
            "<speak lang=en>x</speak>", "<speak a=\"1\" a=\"2\">x</speak>", "<speak>&#0;</speak>", "<speak>&#xFFFE;</speak>",
            "<speak>x</speak>x", "<html>Hello</html>", "<SPEAK>Hello</SPEAK>", "just words", "<?xml version=\"1.0\"?>", "<speak/",
            "<speak>x</ speak>", "<speak><![CDATA[x]]</speak>", "<speak><!-- -- --></speak>", "<<speak>x</speak>", "<speak>x\u0001</speak>",
            "<speak>&undefined;</speak>", "<1speak>x</1speak>", "{\"speak\": \"x\"}",
            "<speak><say-as interpret-as=\"cardinal\">1</speak>", "<speak x='>x</speak>");

    private final Random random;
    private final OddPlain plain;
    private final int longest;

    OddSsml(Random random, OddPlain plain, int longest) {
        this.random = random;
        this.plain = plain;
        this.longest = longest;
    }

    String text(OddKind kind) {
        return switch (kind) {
            case BROKEN_SSML -> broken();
            case ODD_SSML -> odd(1 + random.nextInt(1 + random.nextInt(8)));
            case SILENT_SSML -> speak(plain.joined(random.nextInt(4), "", SILENT));
            case DEEP_SSML -> deep(1 + random.nextInt(random.nextBoolean() ? 20 : 400));
            case BOMB -> bomb();
            default -> throw new IllegalArgumentException(kind + " is not SSML");
        };
    }

    private String broken() {
        if (random.nextBoolean()) {
            return one(BROKEN);
        }
        String whole = odd(1 + random.nextInt(6));
        // Whatever is cut off, the end tag is not whole any more.
        return whole.substring(0, random.nextInt(whole.length()));
    }

    private String odd(int parts) {
        String prolog = random.nextInt(4) == 0
                ? one(List.of("<?xml version=\"1.0\"?>", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
                        "<!-- first -->", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\" standalone=\"yes\"?>"))
                : "";
        return prolog + speak(plain.joined(parts, " ", SAID));
    }

    private String speak(String inside) {
        return "<speak" + one(ATTRIBUTES) + ">" + inside + "</speak>";
    }

    private String deep(int depth) {
        String element = one(List.of("prosody rate=\"1.01\"", "emphasis", "p", "s", "voice name=\"x\"", "lang xml:lang=\"fr\""));
        int levels = Math.min(depth, longest / 2 / (2 * element.length() + 5));
        return "<speak>" + ("<" + element + ">").repeat(levels) + "deep" + ("</" + element.split(" ")[0] + ">").repeat(levels) + "</speak>";
    }

    private String bomb() {
        String dangerous = dangerous();
        int end = dangerous.lastIndexOf("</speak>");
        return dangerous.substring(0, end) + " " + plain.ordinary() + dangerous.substring(end);
    }

    private String dangerous() {
        return switch (random.nextInt(6)) {
            case 0 -> entities("a0 \"lol\"", 10 + random.nextInt(20));
            case 1 ->
                "<!DOCTYPE speak [<!ENTITY a \"" + "x".repeat(500 + random.nextInt(1000)) + "\">]><speak>" + "&a;".repeat(500) + "</speak>";
            case 2 -> external(one(
                    List.of("file:///etc/hostname", "file:///dev/zero", "http://127.0.0.1:9/", "jar:file:///x!/y", "ftp://127.0.0.1:9/")));
            case 3 -> "<!DOCTYPE speak [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/\"> %p;]><speak>&q;</speak>";
            case 4 -> "<!DOCTYPE speak [<!ENTITY a \"&b;\"><!ENTITY b \"&a;\">]><speak>&a;</speak>";
            default -> "<?xml version=\"1.0\"?><!DOCTYPE speak [<!ENTITY x SYSTEM \"file:///dev/random\" NDATA n><!NOTATION n SYSTEM \"n\">"
                    + "<!ATTLIST speak e ENTITY #IMPLIED>]><speak e=\"x\">&x;</speak>";
        };
    }

    private static String external(String uri) {
        return "<!DOCTYPE speak [<!ENTITY x SYSTEM \"" + uri + "\">]><speak>&x;</speak>";
    }

    private static String entities(String first, int levels) {
        StringBuilder out = new StringBuilder("<!DOCTYPE speak [<!ENTITY ").append(first).append('>');
        for (int i = 1; i < levels; i++) {
            out.append("<!ENTITY a").append(i).append(" \"").append(("&a" + (i - 1) + ";").repeat(10)).append("\">");
        }
        return out.append("]><speak>&a").append(levels - 1).append(";</speak>").toString();
    }

    private String one(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }
}
