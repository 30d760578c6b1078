package announcer.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import announcer.api.Chime;
import announcer.api.Keys;
import announcer.api.Priority;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.Target;
import announcer.api.config.InvalidConfigurationException;
import announcer.api.schedule.MissedRule;
import announcer.api.schedule.ScheduleTiming;
import announcer.schedule.timing.Timing;

/**
 * One configuration of a schedule. Immutable.
 *
 * @param id the schedule's id, however it is written
 * @param pid PID of the configuration
 * @param enabled whether it runs at all
 * @param written when it runs, as written
 * @param timing when it runs; empty: the problem says why not
 * @param missed what becomes of times that were missed
 * @param missedWithin how late a missed time may still be run
 * @param request what is announced, without keys
 * @param problem why it cannot run
 */
record ScheduleSettings(String id, String pid, boolean enabled, ScheduleTiming written, Optional<Timing> timing, MissedRule missed,
        Duration missedWithin, Request request, Optional<String> problem) {
    private static final Pattern ID = Pattern.compile("[a-z0-9-]+");
    private static final int ID_MAX = 64;
    /** Alone in {@code channels}: all that there are. */
    private static final String ALL = "*";
    /** Not an id: {@code /api/schedules/check} is another thing than a schedule. */
    private static final String RESERVED = "check";

    /** Reads a configuration. One that is wrong is kept with its problem, so that it can be shown. */
    static ScheduleSettings of(String pid, ScheduleConfig c) {
        ScheduleTiming written = new ScheduleTiming(text(c.cron()), text(c.at()), text(c.timeZone()), list(c.exceptions()));
        Request request = request(c);
        MissedRule missed = MissedRule.RUN_ONCE.name().equals(c.missed()) ? MissedRule.RUN_ONCE : MissedRule.SKIP;
        Optional<Timing> timing = Optional.empty();
        Optional<String> problem = Optional.empty();
        try {
            checkId(c.id());
            timing = Optional.of(Timing.of(written));
            checkWords(c.text(), c.ssml(), c.chimeBefore());
            checkTarget(list(c.channels()), c.zone());
            text(c.locale()).ifPresent(ScheduleSettings::locale);
            checkOption("missed", c.missed(), MissedRule.values());
            checkOption("priority", c.priority(), Priority.values());
        } catch (InvalidConfigurationException e) {
            problem = Optional.of(e.getMessage());
        } catch (IllformedLocaleException e) {
            problem = Optional.of(badLocale(c.locale()).getMessage());
        }
        return new ScheduleSettings(Objects.requireNonNullElse(c.id(), ""), pid, c.enabled(), written, timing, missed,
                Duration.ofMinutes(c.missedWithinMinutes()), request, problem);
    }

    private static Request request(ScheduleConfig c) {
        Optional<String> document = text(c.ssml());
        Request request = document.map(Request::ofSsml).orElseGet(() -> Request.of(Objects.requireNonNullElse(c.text(), "").strip()))
                .withTarget(target(c))
                .withPriority(Stream.of(Priority.values()).filter(p -> p.name().equals(c.priority())).findFirst().orElse(Priority.ROUTINE))
                .withRepeat(new Repeat(c.repeatTimes(), Duration.ofSeconds(c.repeatPauseSeconds())))
                .withChime(new Chime(text(c.chimeBefore()), text(c.chimeAfter())));
        if (text(c.voice()).isPresent()) {
            request = request.withVoice(c.voice().strip());
        }
        if (c.timeToLiveSeconds() > 0) {
            request = request.withTimeToLive(Duration.ofSeconds(c.timeToLiveSeconds()));
        }
        try {
            return text(c.locale()).isPresent() ? request.withLocale(locale(c.locale())) : request;
        } catch (IllformedLocaleException e) {
            // The problem says so.
            return request;
        }
    }

    private static Target target(ScheduleConfig c) {
        List<String> several = list(c.channels());
        if (several.equals(List.of(ALL))) {
            return Target.ALL;
        }
        Target named = several.isEmpty()
                ? new Target.Channel(text(c.channel()).orElse(Request.DEFAULT_CHANNEL))
                : new Target.Channels(several);
        return text(c.zone()).<Target>map(Target.Zone::new).orElse(named);
    }

    private static void checkTarget(List<String> channels, String zone) throws InvalidConfigurationException {
        if (!channels.isEmpty() && text(zone).isPresent()) {
            throw new InvalidConfigurationException("zone", "both channels and zone are given; a schedule speaks on one of them");
        }
        if (channels.contains(ALL) && channels.size() > 1) {
            throw new InvalidConfigurationException("channels",
                    "channels has \"" + ALL + "\", which is all of them, and others; name " + ALL
                            + " alone, or the channels");
        }
        Set<String> seen = new HashSet<>();
        Optional<String> twice = channels.stream().filter(id -> !seen.add(id)).findFirst();
        if (twice.isPresent()) {
            throw new InvalidConfigurationException("channels", "channels has \"" + twice.get() + "\" twice; name each channel once");
        }
    }

    /**
     * Checks what the metatype cannot.
     *
     * @param owner PID of the configuration that has an id; empty: none has
     */
    static void check(Map<String, Object> values, Function<String, Optional<String>> owner, String pid)
            throws InvalidConfigurationException {
        String id = string(values, "id");
        checkId(id);
        Optional<String> other = owner.apply(id).filter(o -> !o.equals(pid));
        if (other.isPresent()) {
            throw new InvalidConfigurationException("id",
                    "id is \"" + id + "\", but configuration " + other.get() + " has this id; choose another");
        }
        Timing.of(new ScheduleTiming(text(string(values, "cron")), text(string(values, "at")), text(string(values, "timeZone")),
                strings(values.get("exceptions"))));
        checkWords(string(values, "text"), string(values, "ssml"), string(values, "chimeBefore"));
        checkTarget(strings(values.get("channels")), string(values, "zone"));
        try {
            text(string(values, "locale")).ifPresent(ScheduleSettings::locale);
        } catch (IllformedLocaleException e) {
            throw badLocale(string(values, "locale"));
        }
    }

    private static void checkId(String id) throws InvalidConfigurationException {
        if (id == null || !ID.matcher(id).matches() || id.length() > ID_MAX || id.equals(RESERVED)) {
            throw new InvalidConfigurationException("id", "id is \"" + (id == null ? "" : id) + "\"; it must be 1 to " + ID_MAX
                    + " small letters, digits and dashes, and not \"" + RESERVED + "\"");
        }
    }

    private static void checkWords(String text, String ssml, String chimeBefore) throws InvalidConfigurationException {
        boolean plain = text(text).isPresent();
        boolean document = text(ssml).isPresent();
        if (plain && document) {
            throw new InvalidConfigurationException("ssml", "both text and ssml are given; an announcement has one of them");
        }
        boolean chime = text(chimeBefore).filter(c -> !c.equals(Chime.NONE)).isPresent();
        if (!plain && !document && !chime) {
            throw new InvalidConfigurationException("text", "text is empty; it is what shall be spoken. Give it, or ssml, or chimeBefore");
        }
    }

    private static void checkOption(String key, String value, Enum<?>[] options) throws InvalidConfigurationException {
        if (Arrays.stream(options).noneMatch(o -> o.name().equals(value))) {
            throw new InvalidConfigurationException(key,
                    key + " is \"" + value + "\"; it must be one of " + Arrays.toString(options).replaceAll("[\\[\\]]", ""));
        }
    }

    private static Locale locale(String tag) {
        Locale locale = new Locale.Builder().setLanguageTag(tag.strip()).build();
        if (locale.getLanguage().isEmpty()) {
            throw new IllformedLocaleException("it names no language");
        }
        return locale;
    }

    private static InvalidConfigurationException badLocale(String tag) {
        return new InvalidConfigurationException("locale",
                "locale is \"" + tag + "\"; it must be a BCP 47 language tag such as de, en-GB or zh-CN");
    }

    private static Optional<String> text(String value) {
        return Optional.ofNullable(value).map(String::strip).filter(v -> !v.isEmpty());
    }

    private static List<String> list(String[] values) {
        return values == null ? List.of() : Arrays.stream(values).map(String::strip).filter(v -> !v.isEmpty()).toList();
    }

    private static String string(Map<String, Object> values, String key) {
        return String.valueOf(values.getOrDefault(key, ""));
    }

    /** As {@link #list}. */
    private static List<String> strings(Object value) {
        if (value instanceof Collection<?> many) {
            return list(many.stream().map(String::valueOf).toArray(String[]::new));
        }
        if (value instanceof Object[] many) {
            return list(Arrays.stream(many).map(String::valueOf).toArray(String[]::new));
        }
        return value == null ? List.of() : list(new String[]{String.valueOf(value)});
    }

    /** The same, which cannot run. */
    ScheduleSettings withProblem(String p) {
        return new ScheduleSettings(id, pid, enabled, written, timing, missed, missedWithin, request, Optional.of(p));
    }

    /** When it runs, in words that change with it: another rule has not missed what the former one would have run. */
    String rule() {
        return (enabled ? "" : "disabled: ") + written.cron().or(written::at).orElse("") + " "
                + timing.map(t -> t.zone().getId()).orElse("") + " " + written.exceptions();
    }

    /** The request of its run at a time. The keys make it once, whatever happens between here and the engine. */
    Request run(Instant due) {
        return request.withKeys(keys().withIdempotency(Keys.SCHEDULES + id + "/" + due));
    }

    /** The request of a try, which is not a run. */
    Request trial() {
        return request.withKeys(keys());
    }

    private Keys keys() {
        return Keys.NONE.withGroup(Keys.SCHEDULES + id);
    }
}
