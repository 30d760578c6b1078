package announcer.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import announcer.api.AnnouncementState;

/**
 * The announcements of one channel between its queue and their outcomes: has their sound made, puts them on the lane in order, follows
 * them until they are spoken, and begins again what a lost reader did not hear. Control thread only, but for {@link #speaking()}.
 */
final class Speaker {
    /** Announcements whose sound is made ahead, the one being spoken included. */
    private static final int AHEAD = 2;
    private static final long SOON_NANOS = 20_000_000;
    private static final long LATER_NANOS = 200_000_000;
    private static final String LOST = "its reader was lost; it will be spoken again from its start";

    private final Surroundings around;
    private final AnnouncementQueue queue;
    private final List<Job> jobs = new ArrayList<>();
    private final SoundMaking making;
    private ChannelSettings settings;
    private Lane lane;
    private volatile AnnouncementRecord speaking;
    private volatile boolean makingSound;
    private volatile List<AnnouncementRecord> ahead = List.of();

    Speaker(Surroundings around, AnnouncementQueue queue, ChannelSettings settings) {
        this.around = around;
        this.queue = queue;
        this.settings = settings;
        this.making = new SoundMaking(around, settings);
    }

    /** What is being spoken now; null when nothing is. Any thread. */
    AnnouncementRecord speaking() {
        return speaking;
    }

    /** Whether the sound of an announcement is not complete yet. Any thread. */
    boolean isMakingSound() {
        return makingSound;
    }

    /** Those that have been taken from the queue and have no outcome, in order. Any thread. */
    List<AnnouncementRecord> ahead() {
        return ahead;
    }

    /** New settings; a new format makes all sound anew. */
    void settings(ChannelSettings next) {
        boolean newFormat = !next.format().equals(settings.format());
        settings = next;
        making.settings(next);
        if (newFormat) {
            jobs.forEach(this::makeAnew);
        }
    }

    /** An engine's service goes: syntheses that use it are retried on the next match. */
    void engineGoes(long serviceId) {
        jobs.forEach(j -> j.engineGoes(serviceId));
    }

    /** Ends everything that has no outcome yet. */
    void endAll(AnnouncementState outcome, String cause) {
        jobs.forEach(this::letGo);
        jobs.forEach(j -> end(j, outcome, cause));
        jobs.clear();
        queue.close().forEach(a -> a.end(outcome, Optional.of(cause), around.instant()));
        speaking = null;
    }

    /** Does what is to be done now; returns after how many nanoseconds to call it again, {@link Long#MAX_VALUE}: when something has happened. */
    long advance(long now, Wiring wiring) {
        takeUp(wiring, now);
        follow(wiring, now);
        withdraw(now);
        if (queue.hasUrgent()) {
            makeWay();
        }
        fill();
        makeSound(now);
        offer();
        jobs.removeIf(j -> j.announcement.status().state().isFinal());
        makingSound = jobs.stream().anyMatch(j -> !j.soundIsMade());
        speaking = jobs.stream().filter(j -> j.told && !j.isIn(Sending.State.WRITTEN)).map(j -> j.announcement).findFirst().orElse(null);
        ahead = jobs.stream().map(j -> j.announcement).toList();
        if (jobs.isEmpty()) {
            return queue.size() == 0 ? Long.MAX_VALUE : LATER_NANOS;
        }
        return jobs.stream().allMatch(j -> j.soundIsMade() && !j.isIn(Sending.State.WRITTEN)) ? LATER_NANOS : SOON_NANOS;
    }

    /** Another lane, or a lost reader: what was not heard is put in order again. */
    private void takeUp(Wiring wiring, long now) {
        Lane present = wiring.lane();
        boolean other = present != lane;
        if (!other && (lane == null || !lane.held())) {
            return;
        }
        for (Job j : jobs) {
            if (j.sending == null || !j.offered) {
                continue;
            }
            boolean sameReader = !other && lane.connected() && j.sending.generation() == lane.generation();
            switch (sameReader ? j.sending.state() : j.sending.takeBack()) {
                case WAITING -> j.again();
                case WRITTEN -> {
                    if (wiring.confirmed(j.sending, now)) {
                        spoken(j, now);
                    } else if (!sameReader) {
                        again(j, LOST);
                    }
                }
                case PLAYING -> {
                    if (!sameReader) {
                        again(j, other ? "its transport was changed; it will be spoken again from its start" : LOST);
                    }
                }
                case LOST -> again(j, LOST);
                case WITHDRAWN, CUT, GIVEN_UP -> {
                    // Seen to below.
                }
            }
        }
        jobs.removeIf(j -> j.announcement.status().state().isFinal());
        if (lane != null) {
            lane.release();
        }
        lane = present;
    }

    private void again(Job j, String why) {
        if (j.announcement.status().started().isPresent()) {
            j.announcement.waiting(AnnouncementState.QUEUED, Optional.of(why));
        }
        if (j.utterance != null && !j.utterance.replayable()) {
            makeAnew(j);
        } else {
            j.again();
        }
    }

    private void follow(Wiring wiring, long now) {
        for (Job j : jobs) {
            Sending s = j.sending;
            if (s == null || !j.offered) {
                continue;
            }
            Sending.State state = s.state();
            if (!j.told && s.hasStarted() && (state == Sending.State.PLAYING || state == Sending.State.WRITTEN)) {
                j.told = true;
                j.announcement.speaking(at(s.startedNanos(), now));
            }
            if (state == Sending.State.WRITTEN && wiring.confirmed(s, now)) {
                spoken(j, now);
            } else if (state == Sending.State.CUT) {
                end(j, AnnouncementState.CANCELLED, j.announcement.cancelCause().orElse("it was cut short"));
            }
        }
    }

    private void withdraw(long now) {
        queue.takeCancelled().forEach(a -> a.end(AnnouncementState.CANCELLED, a.cancelCause(), around.instant()));
        queue.takeExpired(now).forEach(a -> a.end(AnnouncementState.EXPIRED, Optional.of(whyExpired(a)), around.instant()));
        for (Job j : jobs) {
            boolean cancelled = j.announcement.cancelCause().isPresent();
            boolean expired = now - j.announcement.deadlineNanos() >= 0;
            if (!cancelled && !expired) {
                continue;
            }
            boolean begun = j.offered && !j.sending.withdraw() && j.sending.state() != Sending.State.WITHDRAWN;
            if (!begun) {
                letGo(j);
                end(j, cancelled ? AnnouncementState.CANCELLED : AnnouncementState.EXPIRED,
                        j.announcement.cancelCause().orElseGet(() -> whyExpired(j.announcement)));
            } else if (cancelled) {
                j.sending.cut();
            }
        }
        jobs.removeIf(j -> j.announcement.status().state().isFinal());
    }

    private String whyExpired(AnnouncementRecord a) {
        Duration waited = Duration.between(a.status().submitted(), around.instant());
        String time = "its time-to-live ran out after " + waited.toSeconds() + " s: ";
        if (lane == null || !lane.connected()) {
            return time + "channel " + settings.id() + " had no reader";
        }
        if (settings.paused()) {
            return time + "channel " + settings.id() + " is paused";
        }
        return time + a.status().cause().orElse("others were before it");
    }

    /** An urgent one waits: those behind it in rank that have not begun go back to the queue. */
    private void makeWay() {
        for (int i = jobs.size() - 1; i >= 0; i--) {
            Job j = jobs.get(i);
            if (!j.announcement.isFirstRank() && j.announcement.status().sendings() == 0 && (!j.offered || j.sending.withdraw())) {
                letGo(j);
                jobs.remove(i);
                j.announcement.waiting(AnnouncementState.QUEUED, Optional.empty());
                queue.putBack(j.announcement);
            }
        }
    }

    private void fill() {
        while (jobs.stream().filter(j -> !j.isIn(Sending.State.WRITTEN)).count() < AHEAD) {
            AnnouncementRecord a = queue.poll();
            if (a == null) {
                return;
            }
            jobs.add(new Job(a));
        }
    }

    /** Of the first that is not complete: the next ones are not made before it. */
    private void makeSound(long now) {
        for (Job j : jobs) {
            if (j.soundIsMade()) {
                continue;
            }
            Optional<String> failure = making.advance(j, now);
            if (failure.isEmpty()) {
                return;
            }
            letGo(j);
            end(j, AnnouncementState.FAILED, failure.get());
        }
    }

    /** Puts sendings on the lane, strictly in order. */
    private void offer() {
        for (Job j : jobs) {
            // A lane of the former format takes nothing more: it is about to be replaced.
            if (lane == null || j.sending == null || !lane.format().equals(settings.format())) {
                return;
            }
            if (!j.offered) {
                if (!lane.offer(j.sending)) {
                    return;
                }
                j.offered = true;
            }
        }
    }

    /** Throws the sound away that there is: it is of the wrong format, or its beginning is gone. */
    private void makeAnew(Job j) {
        letGo(j);
        j.anew();
        j.again();
    }

    private void letGo(Job j) {
        j.letGo(around.pool());
    }

    private void spoken(Job j, long now) {
        if (!j.told) {
            j.told = true;
            // One without a single frame never started.
            j.announcement.speaking(at(j.sending.hasStarted() ? j.sending.startedNanos() : j.sending.writtenNanos(), now));
        }
        // What happened to the voices that were wished for is part of the outcome.
        Optional<String> why = j.causes.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", j.causes));
        j.announcement.end(AnnouncementState.SPOKEN, why, around.instant());
    }

    private void end(Job j, AnnouncementState outcome, String cause) {
        j.announcement.end(outcome, Optional.of(cause), around.instant());
        around.ended(j.announcement.status());
    }

    private Instant at(long nanos, long now) {
        return around.instant().minusNanos(now - nanos);
    }
}
