package announcer.schedule.timing;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;

import announcer.api.config.InvalidConfigurationException;

/**
 * The times of a rule of cron. The library is asked in UTC, where no clock changes: over daylight-saving changes it has been wrong in several ways
 * (its issues 61, 112, 253, 446, 623), and {@link Timing} decides what a local time means anyway.
 */
final class CronTimes implements LocalTimes {
    private static final CronDefinition UNIX = CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX);
    private static final String LIBRARY = "Failed to parse cron expression. ";
    /** A rule is a line; a longer one costs time and says nothing that a person can check. */
    private static final int LONGEST = 200;
    /** A leap day is 8 years away at most: this is no leap year, nor are the next ones. */
    private static final LocalDateTime BEFORE_LONGEST_WAIT = LocalDateTime.of(2096, 3, 1, 0, 0);

    private final ExecutionTime times;

    private CronTimes(ExecutionTime times) {
        this.times = times;
    }

    /** @throws InvalidConfigurationException when it is no such rule, or never comes true */
    static CronTimes parse(String cron) throws InvalidConfigurationException {
        if (cron.length() > LONGEST) {
            throw invalid(cron.substring(0, LONGEST) + "...", "it has " + cron.length() + " characters, at most " + LONGEST + " are taken");
        }
        boolean everComes;
        CronTimes parsed;
        try {
            // A parser is not said to be safe for several threads, and costs little.
            parsed = new CronTimes(ExecutionTime.forCron(new CronParser(UNIX).parse(cron).validate()));
            everComes = parsed.next(BEFORE_LONGEST_WAIT).isPresent();
        } catch (RuntimeException e) {
            throw invalid(cron, words(e));
        }
        if (!everComes) {
            throw invalid(cron, "no day fits it");
        }
        return parsed;
    }

    private static String words(RuntimeException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith(LIBRARY) ? message.substring(LIBRARY.length()) : message;
    }

    private static InvalidConfigurationException invalid(String cron, String why) {
        return new InvalidConfigurationException("cron", "cron is \"" + cron + "\": " + why
                + "; it must have five fields, minute, hour, day of month, month and day of week, such as 30 8 * * MON-FRI");
    }

    @Override
    public Optional<LocalDateTime> next(LocalDateTime after) {
        ZonedDateTime from = after.atZone(ZoneOffset.UTC);
        Optional<ZonedDateTime> next = times.nextExecution(from);
        if (next.isPresent() && !next.get().isAfter(from)) {
            throw new IllegalStateException("the rule of cron gives " + next.get() + " as its next time after " + from);
        }
        return next.map(ZonedDateTime::toLocalDateTime);
    }
}
