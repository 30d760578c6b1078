package announcer.shell;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleFunction;

import announcer.api.Chime;
import announcer.api.Keys;
import announcer.api.Priority;
import announcer.api.Repeat;
import announcer.api.Request;
import announcer.api.speech.Prosody;

/** Makes a request of what was typed after {@code announcer:say}. An option that is empty was not typed. */
final class SayRequest {
    private static final String NUMBER = "-?[0-9]{1,9}(\\.[0-9]{1,9})?";

    private Request request;

    /** @param words what shall be spoken, as the shell has split it */
    SayRequest(boolean ssml, String... words) throws CommandException {
        String text = text(words);
        request = ssml ? Request.ofSsml(text) : Request.of(text);
    }

    SayRequest channel(String id) {
        request = id.isEmpty() ? request : request.withChannel(id);
        return this;
    }

    SayRequest voice(String id) {
        request = id.isEmpty() ? request : request.withVoice(id);
        return this;
    }

    SayRequest locale(String tag) throws CommandException {
        request = tag.isEmpty() ? request : request.withLocale(language(tag));
        return this;
    }

    /** Factors of the voice's own way. */
    SayRequest prosody(String rate, String pitch, String volume) throws CommandException {
        Prosody prosody = factor("--rate", rate, Prosody.NEUTRAL, Prosody.NEUTRAL::withRate);
        prosody = factor("--pitch", pitch, prosody, prosody::withPitch);
        request = request.withProsody(factor("--volume", volume, prosody, prosody::withVolume));
        return this;
    }

    /** @param urgent a short way to say one of the priorities */
    SayRequest priority(boolean urgent, String name) throws CommandException {
        Priority named = name.isEmpty() ? Priority.ROUTINE : priority(name);
        if (urgent && !name.isEmpty() && named != Priority.URGENT) {
            throw new CommandException("both --urgent and --priority " + name + " are given; say one of them");
        }
        request = request.withPriority(urgent ? Priority.URGENT : named);
        return this;
    }

    SayRequest timeToLive(String seconds) throws CommandException {
        request = seconds.isEmpty() ? request : request.withTimeToLive(seconds("--ttl", seconds));
        return this;
    }

    SayRequest keys(String supersede, String group) {
        request = request.withKeys(new Keys(Optional.empty(), typed(supersede), typed(group)));
        return this;
    }

    SayRequest repeat(String times, String pause) throws CommandException {
        if (!times.isEmpty() && !times.matches("[0-9]{1,9}")) {
            throw new CommandException("--repeat is \"" + times + "\"; it must be how often it is spoken, such as 2");
        }
        request = request.withRepeat(new Repeat(times.isEmpty() ? Repeat.ONCE.times() : Integer.parseInt(times),
                pause.isEmpty() ? Repeat.ONCE.pause() : seconds("--pause", pause)));
        return this;
    }

    /** Ids of chimes. */
    SayRequest chime(String before, String after) {
        request = request.withChime(new Chime(typed(before), typed(after)));
        return this;
    }

    Request request() {
        return request;
    }

    private static String text(String... words) throws CommandException {
        // An option that is not known would otherwise be spoken.
        if (words.length > 0 && words[0].startsWith("--") && words[0].length() > 2) {
            throw new CommandException("\"" + words[0] + "\" is not an option of say (help announcer:say); to speak it, put -- before it");
        }
        int first = words.length > 0 && words[0].equals("--") ? 1 : 0;
        if (words.length == first) {
            throw new CommandException("say what? announcer:say TEXT...");
        }
        return String.join(" ", List.of(words).subList(first, words.length));
    }

    private static Locale language(String tag) throws CommandException {
        try {
            Locale locale = new Locale.Builder().setLanguageTag(tag).build();
            if (!locale.getLanguage().isEmpty()) {
                return locale;
            }
        } catch (IllformedLocaleException e) {
            // Its message tells a position in the tag; an example helps more.
        }
        throw new CommandException("--locale is \"" + tag + "\"; it must be a language such as de, en-GB or zh-CN");
    }

    private static Prosody factor(String option, String value, Prosody absent, DoubleFunction<Prosody> with) throws CommandException {
        if (value.isEmpty()) {
            return absent;
        }
        if (!value.matches(NUMBER)) {
            throw new CommandException(option + " is \"" + value + "\"; it must be a number such as 1.5, where 1 is the voice's own");
        }
        try {
            // Zero has no sign: added to it, -0.0 becomes 0.0.
            return with.apply(Double.parseDouble(value) + 0.0);
        } catch (IllegalArgumentException e) {
            throw new CommandException("--" + e.getMessage());
        }
    }

    private static Duration seconds(String option, String value) throws CommandException {
        // Bounded digits: as nanoseconds it fits a long.
        if (!value.matches("[0-9]{1,9}(\\.[0-9]{1,9})?")) {
            throw new CommandException(option + " is \"" + value + "\"; it must be a number of seconds such as 30 or 2.5");
        }
        return Duration.ofNanos(new BigDecimal(value).movePointRight(9).longValueExact());
    }

    private static Priority priority(String name) throws CommandException {
        return Arrays.stream(Priority.values()).filter(p -> p.name().equalsIgnoreCase(name)).findFirst()
                .orElseThrow(() -> new CommandException(
                        "--priority is \"" + name + "\"; it must be one of background, routine, urgent, emergency"));
    }

    private static Optional<String> typed(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
