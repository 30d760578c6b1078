package announcer.tts.mary;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

import announcer.api.speech.UnspeakableTextException;
import announcer.api.speech.Voice;
import announcer.lib.pronunciation.EnglishText;
import announcer.lib.pronunciation.UnknownTokens;
import announcer.tts.mary.Part.Sounds;
import announcer.tts.mary.Part.Words;

/**
 * What MaryTTS is given and what it makes of it: it leaves a token without sounds out and says nothing. So texts are put in forms that it knows,
 * and what it has made is looked through before it is heard.
 */
final class MaryText {
    /** In MaryTTS's English a closing bracket begins an amount of money, and the next number has no sound; other languages need no brackets either. */
    private static final Pattern BRACKETS = Pattern.compile(" ?[()\\[\\]{}]+ ?");
    /** MaryTTS reads 1,234 as it should, and 1,234.56 as "one two hundred thirty four fifty six". */
    private static final Pattern THOUSANDS = Pattern.compile("(?<![0-9,])[0-9]{1,3}(?:,[0-9]{3}){1,3}\\.[0-9]++");
    private static final Logger LOG = LoggerFactory.getLogger(MaryText.class);
    private static final Pattern COMMA_AT_AN_EDGE = Pattern.compile(", ?(?=[.,;:!?])|(?<=[.,;:!?] ), ?");

    private MaryText() {
    }

    /**
     * Returns the parts with their texts in forms that MaryTTS knows.
     *
     * @throws UnspeakableTextException when there is a token that the voice cannot say
     */
    static List<Part> prepared(Voice voice, List<Part> parts) throws UnspeakableTextException {
        List<Part> prepared = new ArrayList<>(parts.size());
        for (Part part : parts) {
            if (part instanceof Sounds sounds) {
                prepared.add(prepared(voice, sounds));
            } else {
                prepared.add(part instanceof Words words ? words.with(prepared(voice, words.text())) : part);
            }
        }
        return prepared;
    }

    /** The word is said as it is written when the voice has not all of its sounds. */
    private static Part prepared(Voice voice, Sounds sounds) throws UnspeakableTextException {
        Optional<String> phones = MaryPhones.isKnown(voice) ? MaryPhones.of(sounds.phonemes()) : Optional.empty();
        if (phones.isPresent()) {
            return new Sounds(sounds.words(), phones.get());
        }
        LOG.info("{} has not all of the sounds of /{}/; \"{}\" is said as it is written", voice.id(), sounds.phonemes(),
                sounds.words().text());
        return sounds.words().with(prepared(voice, sounds.words().text()));
    }

    private static String prepared(Voice voice, String text) throws UnspeakableTextException {
        if (UnknownTokens.isEnglish(voice)) {
            return THOUSANDS.matcher(CleanText.of(EnglishText.of(voice, text))).replaceAll(m -> m.group().replace(",", ""));
        }
        for (String token : text.strip().split("\\s+")) {
            // MaryTTS cuts them in halves, so they are taken out: letters among them may not be.
            if (token.codePoints().anyMatch(c -> c > 0xffff && Character.isLetterOrDigit(c))) {
                throw UnknownTokens.impossible(voice, token);
            }
        }
        // A text may be a part of a longer one: its own comma stays, and the blank before its first word.
        String clean = CleanText.of(text);
        String open = BRACKETS.matcher(clean).replaceAll(m -> {
            if (m.end() == clean.length()) {
                return m.group().endsWith(" ") ? " " : "";
            }
            return m.start() == 0 ? " " : ", ";
        });
        return COMMA_AT_AN_EDGE.matcher(open).replaceAll("");
    }

    /** Returns the words of a document that have sounds, in order. */
    static List<String> words(Document document) {
        List<String> words = new ArrayList<>();
        for (Element token : tokens(document)) {
            if (sounds(token)) {
                words.add(text(token));
            }
        }
        return words;
    }

    /** Returns the tokens as they stand in the text of which there is a word, with letters or digits, without any sound. */
    static Set<String> unspoken(Document document) {
        Set<String> unspoken = new LinkedHashSet<>();
        for (Element token : tokens(document)) {
            if (!sounds(token) && UnknownTokens.isSpoken(text(token))) {
                unspoken.add(original(token));
            }
        }
        return unspoken;
    }

    /**
     * Returns the token to name when there still is a token without sounds after these were spelled.
     *
     * @param unspoken what had no sounds before
     * @param still what has none now, at least one
     */
    static String hopeless(Voice voice, Set<String> unspoken, Set<String> still) {
        return unspoken.stream().filter(token -> Stream.of(UnknownTokens.spelled(voice, token).split(" ")).anyMatch(still::contains))
                .findFirst()
                .orElseGet(() -> still.iterator().next());
    }

    /** Returns the parts with each of these tokens spelled. */
    static List<Part> spelled(Voice voice, List<Part> parts, Set<String> tokens) {
        List<Part> spelled = new ArrayList<>(parts);
        for (String token : tokens) {
            Pattern whole = Pattern.compile("(?<![\\p{L}\\p{N}])" + Pattern.quote(token) + "(?![\\p{L}\\p{N}])");
            String letters = Matcher.quoteReplacement(UnknownTokens.spelled(voice, token));
            spelled.replaceAll(p -> p instanceof Words words ? words.with(whole.matcher(words.text()).replaceAll(letters)) : p);
        }
        return spelled;
    }

    private static List<Element> tokens(Document document) {
        List<Element> tokens = new ArrayList<>();
        NodeList all = document.getElementsByTagName("t");
        for (int i = 0; i < all.getLength(); i++) {
            tokens.add((Element) all.item(i));
        }
        return tokens;
    }

    private static boolean sounds(Element token) {
        return token.getElementsByTagName("ph").getLength() > 0;
    }

    private static String text(Element token) {
        StringBuilder text = new StringBuilder();
        for (Node child = token.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE) {
                text.append(child.getNodeValue());
            }
        }
        return text.toString().strip();
    }

    /** What MaryTTS has put other words for. */
    private static String original(Element token) {
        String original = text(token);
        for (Node around = token.getParentNode(); around instanceof Element e; around = around.getParentNode()) {
            if (e.getTagName().equals("mtu") && e.hasAttribute("orig")) {
                original = e.getAttribute("orig");
            }
        }
        return original;
    }
}
