package announcer.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.StringReader;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

import com.google.gson.JsonParser;

class OddTextsTest {
    private static final int LONGEST = 5_000;

    private static List<OddText> texts(long seed, int count) {
        OddTexts texts = new OddTexts(seed, LONGEST);
        return Stream.generate(texts::next).limit(count).toList();
    }

    private static List<OddText> of(OddKind kind) {
        return texts(7, 5_000).stream().filter(t -> t.kind() == kind).toList();
    }

    @Test
    void the_same_seed_gives_the_same_texts_and_another_others() {
        assertThat(texts(1, 500)).isEqualTo(texts(1, 500));
        assertThat(texts(1, 500)).isNotEqualTo(texts(2, 500));
    }

    @Test
    void every_kind_comes_in_turn_and_is_seldom_twice_the_same() {
        Map<OddKind, Set<String>> all = new EnumMap<>(OddKind.class);
        texts(1, 10_000).forEach(t -> all.computeIfAbsent(t.kind(), k -> new HashSet<>()).add(t.text()));
        assertThat(all).containsOnlyKeys(OddKind.values());
        all.remove(OddKind.EMPTY);
        all.forEach((kind, texts) -> assertThat(texts.size()).as(kind.name()).isGreaterThan(100));
    }

    @Test
    void texts_are_as_long_as_their_kind_says() {
        for (OddText t : texts(3, 5_000)) {
            switch (t.kind()) {
                case EMPTY -> assertThat(t.text()).isEmpty();
                case BLANK -> assertThat(t.text()).isBlank().isNotEmpty();
                case TOO_LONG -> assertThat(t.text()).hasSizeGreaterThan(LONGEST);
                case HUGE -> assertThat(t.text()).hasSizeBetween(LONGEST / 2, LONGEST);
                case BOMB -> assertThat(t.text()).hasSizeLessThan(100_000);
                default -> assertThat(t.text()).hasSizeLessThanOrEqualTo(LONGEST);
            }
        }
    }

    @Test
    void what_is_called_broken_cannot_be_read_as_ssml() throws Exception {
        for (OddText t : of(OddKind.BROKEN_SSML)) {
            try {
                assertThat(parse(t.text()).getDocumentElement().getTagName()).as(t.toString()).isNotEqualTo("speak");
            } catch (SAXException e) {
                assertThat(e).as(t.toString()).hasMessageMatching("(?s).+");
            }
        }
    }

    @Test
    void what_is_called_odd_silent_or_deep_can() throws Exception {
        for (OddKind kind : List.of(OddKind.ODD_SSML, OddKind.SILENT_SSML, OddKind.DEEP_SSML)) {
            for (OddText t : of(kind)) {
                assertThat(parse(t.text()).getDocumentElement().getTagName()).as(t.toString()).isEqualTo("speak");
            }
        }
    }

    @Test
    void a_bomb_declares_entities() {
        assertThat(of(OddKind.BOMB)).allMatch(t -> t.text().contains("<!ENTITY"));
        assertThat(of(OddKind.BOMB)).anyMatch(t -> t.text().contains("&a9;")).anyMatch(t -> t.text().contains("file:///"));
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        // Newer JDKs stop at 100 elements inside one another; what is asked here is whether it is XML. 0: no limit.
        factory.setAttribute("jdk.xml.maxElementDepth", "0");
        DocumentBuilder builder = factory.newDocumentBuilder();
        builder.setErrorHandler(new DefaultHandler());
        return builder.parse(new InputSource(new StringReader(xml)));
    }

    @Test
    void kinds_hold_what_they_are_named_after() {
        assertThat(of(OddKind.CONTROL)).allMatch(t -> t.text().chars().anyMatch(Character::isISOControl));
        assertThat(of(OddKind.CONTROL)).anyMatch(t -> t.text().indexOf(0) >= 0);
        assertThat(of(OddKind.LONE_SURROGATE)).allMatch(t -> t.text().codePoints().anyMatch(c -> c >= 0xd800 && c < 0xe000));
        assertThat(of(OddKind.RIGHT_TO_LEFT))
                .allMatch(
                        t -> t.text().codePoints().anyMatch(c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_RIGHT_TO_LEFT));
        assertThat(of(OddKind.PUNCTUATION)).noneMatch(t -> t.text().codePoints().anyMatch(Character::isLetterOrDigit));
        assertThat(of(OddKind.COMBINING))
                .allMatch(t -> t.text().codePoints().anyMatch(c -> Character.getType(c) == Character.NON_SPACING_MARK));
        assertThat(of(OddKind.EMOJI)).allMatch(t -> t.text().codePoints().anyMatch(c -> c > 0x20e0));
        assertThat(of(OddKind.LONG_WORD)).allMatch(t -> t.text().length() >= 50 && !t.text().contains(" "));
        assertThat(of(OddKind.LINES)).allMatch(t -> t.text().length() >= 100);
    }

    @Test
    void the_body_is_ascii_and_says_every_character() {
        for (OddText t : texts(5, 2_000)) {
            String json = t.json("odd1", "freetts/kevin16");
            assertThat(json.chars()).allMatch(c -> c >= ' ' && c <= '~');
            var read = JsonParser.parseString(json).getAsJsonObject();
            assertThat(read.get(t.kind().ssml() ? "ssml" : "text").getAsString()).isEqualTo(t.text());
            assertThat(read.get("voice").getAsString()).isEqualTo("freetts/kevin16");
            assertThat(read.keySet()).hasSize(3);
        }
    }

    @Test
    void a_generator_of_plain_texts_makes_no_documents() {
        OddPlain plain = new OddPlain(new java.util.Random(1), LONGEST);
        assertThatThrownBy(() -> plain.text(OddKind.BOMB)).hasMessageContaining("BOMB is not plain text");
    }
}
