package announcer.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import announcer.api.schedule.MissedRule;
import announcer.api.schedule.ScheduleOutcome;
import announcer.api.schedule.ScheduleRun;
import announcer.api.schedule.ScheduleTime;
import announcer.lib.time.Deadline;
import announcer.schedule.timing.Timing;

/**
 * A schedule that can run, and how far it has come. It changes on the schedules' thread only, with the scheduler's lock held; so that thread may
 * read it without the lock, and others with it.
 */
final class ScheduleEntry {
    /** A run that is not later than this is on time: longer than the clock may go unseen, and than a start takes. */
    static final Duration ON_TIME = Duration.ofSeconds(60);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(5);
    private static final int MOST_COUNTED = 1000;

    /** A refusal that may not last. */
    private record Refusal(Instant due, String why, Deadline again) {}

    private final ScheduleSettings settings;
    private final Timing timing;
    private RunRecord record;
    /** Times up to here are behind us. Not after the record's {@code through}, and before it where the clock was set back. */
    private Instant floor;
    private Optional<Refusal> refusal = Optional.empty();
    private Optional<ScheduleTime> next = Optional.empty();
    private Instant nextOf = Instant.MIN;
    /** The latest time that could be submitted when it was last looked for. */
    private Optional<ScheduleTime> candidate = Optional.empty();
    /** The next times as they were told, after which instant and record. */
    private List<ScheduleTime> told = List.of();
    private Instant toldAfter = Instant.MIN;
    private Optional<RunRecord> toldOf = Optional.empty();

    /** @param known what is remembered of it */
    ScheduleEntry(ScheduleSettings settings, Timing timing, Optional<RunRecord> known, Instant now) {
        this.settings = settings;
        this.timing = timing;
        // A new rule, or one that was disabled, has missed nothing.
        record = known.filter(k -> k.rule().equals(settings.rule()))
                .orElseGet(() -> new RunRecord(settings.rule(), now, known.map(RunRecord::submitted).orElse(List.of()),
                        known.flatMap(RunRecord::last)));
        floor = record.through();
    }

    ScheduleSettings settings() {
        return settings;
    }

    RunRecord record() {
        return record;
    }

    /** Why its latest time could not be submitted yet. */
    Optional<String> problem() {
        return refusal.map(Refusal::why);
    }

    /** The next times; one that has come and is not settled yet is the first of them. */
    List<ScheduleTime> next(Instant now, int most) {
        Instant after = floor.isAfter(now) ? now : floor;
        if (toldAfter.equals(after) && toldOf.filter(record::equals).isPresent()) {
            return told;
        }
        List<ScheduleTime> times = new ArrayList<>();
        Optional<ScheduleTime> time = open(after);
        while (time.isPresent()) {
            times.add(time.get());
            time = times.size() < most ? open(instant(time.get())) : Optional.empty();
        }
        told = List.copyOf(times);
        toldAfter = after;
        toldOf = Optional.of(record);
        return told;
    }

    /** The first time after another that was not submitted before the clock was set back. */
    private Optional<ScheduleTime> open(Instant after) {
        Optional<ScheduleTime> time = timing.next(after);
        while (time.isPresent() && record.submitted().contains(instant(time.get()))) {
            time = timing.next(instant(time.get()));
        }
        return time;
    }

    private Optional<ScheduleTime> next() {
        if (!nextOf.equals(floor)) {
            next = open(floor);
            nextOf = floor;
        }
        return next;
    }

    /** How long nothing can be due, by the two clocks. */
    Duration rest(Instant now, long nanos) {
        Optional<Duration> left = next().map(t -> Duration.between(now, instant(t)));
        if (left.isEmpty()) {
            return Duration.ofDays(1);
        }
        return left.get().compareTo(Duration.ZERO) > 0
                ? left.get()
                : refusal.map(r -> Duration.ofNanos(r.again.nanosLeft(nanos))).orElse(Duration.ZERO);
    }

    /** What is to be done: a time to submit; or times have come and none of them may be said any more. */
    record Look(Optional<ScheduleTime> submit, boolean missed) {
        private static final Look NOTHING = new Look(Optional.empty(), false);
    }

    /** What is to be done now. */
    Look look(Instant now, long nanos) {
        if (now.isBefore(floor)) {
            // The clock was set back. What was submitted is not submitted again, see open.
            floor = now;
        }
        if (next().filter(t -> !instant(t).isAfter(now)).isEmpty()) {
            return Look.NOTHING;
        }
        candidate = latest(now);
        if (candidate.isEmpty()) {
            return new Look(candidate, true);
        }
        Instant due = instant(candidate.get());
        return refusal.filter(r -> r.due.equals(due) && !r.again.hasPassed(nanos)).isPresent() ? Look.NOTHING : new Look(candidate, false);
    }

    /** The latest time that may still be said. */
    private Optional<ScheduleTime> latest(Instant now) {
        Instant oldest = now.minus(allowedLateness()).minusNanos(1);
        Instant from = floor.isAfter(oldest) ? floor : oldest;
        // Not all of them anew each time it is tried again.
        Optional<ScheduleTime> latest = candidate.filter(t -> instant(t).isAfter(from) && !instant(t).isAfter(now));
        Optional<ScheduleTime> time = open(latest.map(ScheduleEntry::instant).orElse(from));
        while (time.isPresent() && !instant(time.get()).isAfter(now)) {
            latest = time;
            time = open(instant(time.get()));
        }
        return latest;
    }

    /** How late a time may be said. */
    private Duration allowedLateness() {
        return settings.missed() == MissedRule.RUN_ONCE && settings.missedWithin().compareTo(ON_TIME) > 0
                ? settings.missedWithin()
                : ON_TIME;
    }

    /**
     * The record in which all times up to now are settled as missed, or as refused when the last of them was tried in vain. It counts them, which
     * may take long: changes nothing, and needs no lock on the schedules' thread.
     */
    RunRecord missed(Instant now) {
        Optional<Instant> first = open(record.through()).map(ScheduleEntry::instant).filter(t -> !t.isAfter(now));
        if (first.isEmpty()) {
            return record;
        }
        ScheduleRun run = refusal
                .map(r -> new ScheduleRun(r.due, now, ScheduleOutcome.REFUSED, Optional.empty(), Optional.of(r.why)))
                .orElseGet(() -> new ScheduleRun(first.get(), now, ScheduleOutcome.MISSED, Optional.empty(),
                        Optional.of("Announcer was not running, the machine slept, or its clock was set forward; left out: "
                                + counted(record.through(), now))));
        return new RunRecord(record.rule(), now, record.submitted(), Optional.of(run));
    }

    /** All times up to now are settled. @param settled as {@link #missed} told */
    void settle(RunRecord settled, Instant now) {
        record = settled;
        refusal = Optional.empty();
        candidate = Optional.empty();
        floor = now;
    }

    private String counted(Instant after, Instant to) {
        int count = 0;
        for (Optional<ScheduleTime> t = open(after); t.isPresent() && !instant(t.get()).isAfter(to); t = open(instant(t.get()))) {
            if (++count > MOST_COUNTED) {
                return "more than " + MOST_COUNTED + " times";
            }
        }
        return count == 1 ? "1 time" : count + " times";
    }

    /** Its announcement was accepted. @param announcement its id @param lateness as {@link #lateness} told */
    void accepted(Instant due, Instant now, String announcement, Optional<String> lateness) {
        submitted(due, new ScheduleRun(due, now, ScheduleOutcome.ACCEPTED, Optional.of(announcement), lateness));
    }

    /** How late a time was submitted and what was left out before it, in words, if there is anything to tell. Counts, as {@link #missed} does. */
    Optional<String> lateness(Instant due, Instant now) {
        List<String> words = new ArrayList<>();
        Duration late = Duration.between(due, now);
        if (late.compareTo(ON_TIME) > 0) {
            words.add(late.toMinutes() + " min late");
        }
        if (open(record.through()).filter(t -> instant(t).isBefore(due)).isPresent()) {
            words.add("left out before it: " + counted(record.through(), due.minusNanos(1)));
        }
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
    }

    /** Its announcement was refused for good. */
    void refused(Instant due, Instant now, String why) {
        submitted(due, new ScheduleRun(due, now, ScheduleOutcome.REFUSED, Optional.empty(), Optional.of(why)));
    }

    private void submitted(Instant due, ScheduleRun run) {
        List<Instant> submitted = new ArrayList<>(record.submitted());
        submitted.add(due);
        Instant through = due.isAfter(record.through()) ? due : record.through();
        record = new RunRecord(record.rule(), through, submitted, Optional.of(run));
        refusal = Optional.empty();
        candidate = Optional.empty();
        floor = due.isAfter(floor) ? due : floor;
        // Of what is behind floor, too: the cached next may be the very one that was submitted.
        nextOf = Instant.MIN;
    }

    /** Its announcement was refused for now; it is tried again as long as it may be late. */
    void refusedForNow(Instant due, long nanos, String why) {
        refusal = Optional.of(new Refusal(due, why, Deadline.after(nanos, TRY_AGAIN)));
    }

    private static Instant instant(ScheduleTime time) {
        return time.time().toInstant();
    }
}
