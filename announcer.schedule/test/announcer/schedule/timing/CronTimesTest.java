package announcer.schedule.timing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The library's times against what a minute-by-minute look finds, on rules made at random. */
class CronTimesTest {
    private static final int RULES = 80;
    private static final LocalDateTime START = LocalDateTime.of(2027, 12, 29, 23, 58);

    /** One field: what it says and what it means. */
    private record Field(String text, Set<Integer> values, boolean any) {
        /** @param named the largest value that is named: a day that some months lack may never come */
        static Field random(Random random, int least, int most, int named) {
            int from = least + random.nextInt(named - least + 1);
            int to = from + random.nextInt(named - from + 1);
            int every = 1 + random.nextInt(most - least);
            return switch (random.nextInt(6)) {
                case 0, 1 -> new Field("*", range(least, most, 1), true);
                // Each of all is all: no day is named by it.
                case 2 -> new Field("*/" + every, range(least, most, every), every == 1);
                case 3 -> new Field(from + "-" + to, range(from, to, 1), false);
                case 4 -> new Field(from + "-" + to + "/" + every, range(from, to, every), false);
                default -> {
                    Set<Integer> two = new TreeSet<>(Set.of(from));
                    two.add(to);
                    yield new Field(from + "," + to, two, false);
                }
            };
        }

        private static Set<Integer> range(int from, int to, int every) {
            Set<Integer> values = new TreeSet<>();
            for (int i = from; i <= to; i += every) {
                values.add(i);
            }
            return values;
        }
    }

    private record Rule(Field minute, Field hour, Field day, Field month, Field weekday) {
        String text() {
            return String.join(" ", minute.text, hour.text, day.text, month.text, weekday.text);
        }

        /** Where both days are given, one that fits is enough. */
        boolean fits(LocalDateTime t) {
            boolean dayFits = day.values.contains(t.getDayOfMonth());
            boolean weekdayFits = weekday.values.contains(t.getDayOfWeek().getValue() % 7);
            boolean dateFits = day.any || weekday.any ? dayFits && weekdayFits : dayFits || weekdayFits;
            return minute.values.contains(t.getMinute()) && hour.values.contains(t.getHour()) && month.values.contains(t.getMonthValue())
                    && dateFits;
        }
    }

    @Test
    void agree_with_a_look_at_every_minute() throws Exception {
        Random random = new Random(12);
        for (int i = 0; i < RULES; i++) {
            Rule rule = new Rule(Field.random(random, 0, 59, 59), Field.random(random, 0, 23, 23), Field.random(random, 1, 31, 28),
                    Field.random(random, 1, 12, 12), Field.random(random, 0, 6, 6));
            List<LocalDateTime> wanted = new ArrayList<>();
            for (LocalDateTime t = START.plusMinutes(1); wanted.size() < 20 && t.isBefore(START.plusDays(45)); t = t.plusMinutes(1)) {
                if (rule.fits(t)) {
                    wanted.add(t);
                }
            }
            CronTimes times = CronTimes.parse(rule.text());
            List<LocalDateTime> found = new ArrayList<>();
            for (LocalDateTime t = START; found.size() < wanted.size();) {
                t = times.next(t).orElseThrow();
                found.add(t);
            }
            assertThat(found).as(rule.text()).isEqualTo(wanted);
        }
    }

    @ParameterizedTest
    @CsvSource({"0 8 * * 7, 2028-01-02T08:00", "0 8 * * SUN, 2028-01-02T08:00", "0 8 * jan-MAR mon, 2028-01-03T08:00",
            "'  0   8 *  * * ', 2027-12-30T08:00", "0 0 29 2 *, 2028-02-29T00:00"})
    void names_of_days_and_months_and_sunday_as_seven_are_taken(String cron, String next) throws Exception {
        assertThat(CronTimes.parse(cron).next(START)).contains(LocalDateTime.parse(next));
    }

    @Test
    void fractions_of_a_second_count() throws Exception {
        LocalDateTime eight = LocalDateTime.parse("2027-12-30T08:00");
        CronTimes times = CronTimes.parse("0 8 * * *");
        assertThat(times.next(eight.minusNanos(1))).contains(eight);
        assertThat(times.next(eight)).contains(eight.plusDays(1));
        assertThat(times.next(eight.plusNanos(1))).contains(eight.plusDays(1));
    }
}
