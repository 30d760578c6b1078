package announcer.calling.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import announcer.api.Target;
import announcer.api.calling.TicketKind;
import announcer.api.config.InvalidConfigurationException;

class SettingsTest {
    private static Values values(Object... keysAndValues) {
        Map<String, Object> map = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            map.put((String) keysAndValues[i], keysAndValues[i + 1]);
        }
        return new Values(map);
    }

    @Test
    void aServiceHasDefaults() throws Exception {
        ServiceSettings s = ServiceSettings.of("announcer.calling.service~a", values("id", "a"));

        assertThat(s.kind()).isEqualTo(TicketKind.TICKET);
        assertThat(s.numbers().text(7)).isEqualTo("007");
        assertThat(s.resetAt()).contains(LocalTime.MIDNIGHT);
        assertThat(s.take()).isTrue();
        assertThat(s.manner().timeToLive()).isEqualTo(Duration.ofMinutes(2));
        assertThat(s.manner().repeat().times()).isEqualTo(1);
    }

    @Test
    void aServiceIsReadWhole() throws Exception {
        ServiceSettings s = ServiceSettings.of("p",
                values("id", "a", "kind", "ORDERS", "names", new String[]{"en=Snacks", "zh-cn=\u5c0f\u5403"}, "prefix", "B-",
                        "first", 10, "last", 19, "digits", 2, "resetAt", "4:30", "hours", List.of("08:00-12:00"), "take", false,
                        "languages", new String[]{"zh", "en"},
                        "templates", new String[]{"en={ticket} for {service}"}, "chimeBefore", "ding-dong", "repeatTimes", 2,
                        "untilHeardTimes", 3, "counter", "c1"));

        assertThat(s.names()).containsExactly(Map.entry("en", "Snacks"), Map.entry("zh-CN", "\u5c0f\u5403"));
        assertThat(s.numbers().text(7)).isEqualTo("B-07");
        assertThat(s.resetAt()).contains(LocalTime.of(4, 30));
        assertThat(s.languages()).containsExactly("zh", "en");
        assertThat(s.manner().chime().before()).contains("ding-dong");
        assertThat(s.manner().untilHeard().times()).isEqualTo(3);
        assertThat(s.counter()).contains("c1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"id|A B|id is \"A B\"; an id has 1 to 64 small letters, digits and dashes",
            "names|Payments|names has \"Payments\"; write a language, =, and the text", "names|e=x|names has \"e\"; a language is a tag",
            "prefix|toolong|prefix is \"toolong\"; it has 5", "prefix|<|prefix is \"<\"; it has 5",
            "last|0|last is 0; it must not be less than first, which is 1", "digits|7|digits is 7; it must be a whole number from 0 to 6",
            "resetAt|25:00|resetAt is \"25:00\"; it must be a time of day", "languages|xx1yy2zz3|languages has \"xx1yy2zz3\"; a language",
            "templates|en=go|it must have {ticket}", "templates|en={ticket} {name}|no other braces",
            "kind|THINGS|kind is \"THINGS\"; it must be one of TICKETS, ORDERS", "repeatTimes|9|repeatTimes is 9; it must be"})
    void aWrongServiceIsRefusedInWords(String key, String value, String words) {
        Map<String, Object> map = new HashMap<>(Map.of("id", "a"));
        map.put(key, value);

        assertThatThrownBy(() -> ServiceSettings.of("p", new Values(map))).isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(words).extracting(e -> ((InvalidConfigurationException) e).key()).isEqualTo(key);
    }

    @Test
    void fourLanguagesAreRefused() {
        assertThatThrownBy(() -> CounterSettings.of("p", values("id", "c", "languages", new String[]{"en", "de", "fr", "zh"})))
                .hasMessageContaining("3 languages at most");
    }

    @Test
    void aCounterCallsWhereItIsTold() throws Exception {
        assertThat(CounterSettings.of("p", values("id", "c")).target()).isEqualTo(new Target.Channel("main"));
        assertThat(CounterSettings.of("p", values("id", "c")).name()).isEqualTo("c");
        assertThat(target("hall", "yard")).isEqualTo(new Target.Channels(List.of("hall", "yard")));
        assertThat(target("zone:hall")).isEqualTo(new Target.Zone("hall"));
        assertThat(target("all")).isEqualTo(Target.ALL);
        assertThatThrownBy(() -> target("hall", "all")).hasMessageContaining("channels is hall, all; give ids of channels");
        for (Target t : List.of(target("hall"), target("hall", "yard"), target("zone:z"), Target.ALL)) {
            assertThat(Targets.of("channels", Targets.channels(t))).isEqualTo(t);
        }
    }

    private static Target target(String... channels) throws Exception {
        return CounterSettings.of("p", values("id", "c", "channels", channels)).target();
    }

    @Test
    void theWholeHasDefaults() throws Exception {
        HouseSettings s = HouseSettings.of(values(), ZoneId.of("Europe/Berlin"));

        assertThat(s).isEqualTo(new HouseSettings(ZoneId.of("Europe/Berlin"), List.of("en"), Map.of(), Map.of(), Map.of(), false, 5, 30));
        assertThatThrownBy(() -> HouseSettings.of(values("timeZone", "Mars"), ZoneId.of("UTC")))
                .hasMessageContaining("timeZone is \"Mars\"");
        assertThatThrownBy(() -> HouseSettings.of(values("voices", "de=kevin"), ZoneId.of("UTC")))
                .hasMessageContaining("a voice is written engine/name");
    }

    /** Germany: on 2026-03-29 the clocks go from 2:00 to 3:00, on 2026-10-25 from 3:00 back to 2:00. */
    @ParameterizedTest
    @CsvSource({"00:00, 2026-11-30T10:00:00Z, 2026-11-29T23:00:00Z", "04:00, 2026-11-30T02:59:59Z, 2026-11-29T03:00:00Z",
            "04:00, 2026-11-30T03:00:00Z, 2026-11-30T03:00:00Z", "02:30, 2026-03-29T00:59:59Z, 2026-03-28T01:30:00Z",
            // 2:30 does not exist that day: an hour later.
            "02:30, 2026-03-29T01:29:59Z, 2026-03-28T01:30:00Z", "02:30, 2026-03-29T01:30:00Z, 2026-03-29T01:30:00Z",
            // 2:30 comes twice: the first counts, and nothing happens at the second.
            "02:30, 2026-10-25T00:30:00Z, 2026-10-25T00:30:00Z", "02:30, 2026-10-25T01:30:00Z, 2026-10-25T00:30:00Z"})
    void theDayBeginsAtTheReset(String at, Instant now, Instant start) throws Exception {
        House house = new House(HouseSettings.of(values(), ZoneId.of("Europe/Berlin")),
                List.of(ServiceSettings.of("p", values("id", "a", "resetAt", at))), List.of(), List.of());

        assertThat(house.dayStart(Optional.of("a"), now)).isEqualTo(start);
    }

    @Test
    void numbersAreWrittenTheSameOnEveryMachine() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(new ServiceSettings.Numbers("A-", 1, 999, 3).text(7)).isEqualTo("A-007");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void aServiceKnowsItsNumbers() {
        ServiceSettings.Numbers a = new ServiceSettings.Numbers("A-", 5, 1200, 3);

        assertThat(List.of("A-005", "A-120", "A-1200")).allMatch(a::has);
        assertThat(List.of("A-004", "A-1201", "A-5", "A-0120", "A-", "", "B-005", "A-x05", "A-0000005", "005")).noneMatch(a::has);
        assertThat(new ServiceSettings.Numbers("", 1, 20, 0).has("7")).isTrue();
    }
}
