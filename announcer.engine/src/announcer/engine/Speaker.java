package announcer.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.AnnouncementState;
import announcer.api.Priority;

/**
 * The announcements of one channel between its queue and their outcomes: has their sound made, puts them on the lane in order, follows
 * them until they are spoken, and begins again what a lost reader did not hear. Control thread only, but for {@link #speaking()}.
 */
final class Speaker {
    /** Announcements whose sound is made ahead, the one being spoken included. */
    private static final int AHEAD = 2;
    private static final long SOON_NANOS = 20_000_000;
    private static final long LATER_NANOS = 200_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Speaker.class);

    private final Surroundings around;
    private final AnnouncementQueue queue;
    private final List<Job> jobs = new ArrayList<>();
    private ChannelSettings settings;
    private Lane lane;
    private volatile AnnouncementRecord speaking;
    private volatile List<AnnouncementRecord> ahead = List.of();

    Speaker(Surroundings around, AnnouncementQueue queue, ChannelSettings settings) {
        this.around = around;
        this.queue = queue;
        this.settings = settings;
    }

    /** What is being spoken now; null when nothing is. Any thread. */
    AnnouncementRecord speaking() {
        return speaking;
    }

    /** Those that have been taken from the queue and have no outcome, in order. Any thread. */
    List<AnnouncementRecord> ahead() {
        return ahead;
    }

    /** New settings; a new format makes all sound anew. */
    void settings(ChannelSettings next) {
        boolean newFormat = !next.format().equals(settings.format());
        settings = next;
        if (newFormat) {
            jobs.forEach(this::makeAnew);
        }
    }

    /** An engine's service goes: syntheses that use it are retried on the next match. */
    void engineGoes(long serviceId) {
        for (Job j : jobs) {
            Synthesis s = j.synthesis;
            if (s != null && s.using() != null && Voices.serviceId(s.using().engine()) == serviceId) {
                s.engineGoes();
            }
        }
    }

    /** Ends everything that has no outcome yet. */
    void endAll(AnnouncementState outcome, String cause) {
        jobs.forEach(this::letGo);
        jobs.forEach(j -> end(j, outcome, cause));
        jobs.clear();
        queue.removeIf(a -> true).forEach(a -> a.end(outcome, Optional.of(cause), around.instant()));
        speaking = null;
    }

    /** Does what is to be done now; returns when it wants to be called again. */
    long advance(long now, Wiring wiring) {
        takeUp(wiring, now);
        follow(wiring, now);
        withdraw(now);
        if (queue.hasUrgent()) {
            makeWay();
        }
        fill();
        jobs.stream().filter(j -> !j.soundIsMade()).findFirst().ifPresent(j -> makeSound(j, now));
        offer();
        jobs.removeIf(j -> j.announcement.status().state().isFinal());
        speaking = jobs.stream().filter(j -> j.told && !j.isIn(Sending.State.WRITTEN)).map(j -> j.announcement).findFirst().orElse(null);
        ahead = jobs.stream().map(j -> j.announcement).toList();
        if (jobs.isEmpty()) {
            return now + LATER_NANOS * (queue.size() == 0 ? 10 : 1);
        }
        return now + (jobs.stream().allMatch(j -> j.soundIsMade() && !j.isIn(Sending.State.WRITTEN)) ? LATER_NANOS : SOON_NANOS);
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
            switch (j.sending.state()) {
                case WRITTEN -> {
                    if (wiring.confirmed(j.sending, now)) {
                        spoken(j, now);
                    } else if (!sameReader) {
                        again(j, "its reader was lost; it will be spoken again from its start", false);
                    }
                }
                case WAITING -> {
                    if (j.sending.withdraw()) {
                        j.again(j.starved);
                    }
                }
                case STARVED -> again(j, "its sound did not come in time; it will be spoken again from its start", true);
                case LOST -> again(j, "its reader was lost; it will be spoken again from its start", false);
                case PLAYING -> {
                    if (other) {
                        again(j, "its transport was changed; it will be spoken again from its start", false);
                    }
                }
                case WITHDRAWN, CUT -> {
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

    private void again(Job j, String why, boolean onlyWhole) {
        if (j.announcement.status().started().isPresent()) {
            j.announcement.waiting(AnnouncementState.QUEUED, Optional.of(why));
        }
        j.starved |= onlyWhole;
        if (j.utterance != null && !j.utterance.replayable()) {
            makeAnew(j);
        } else {
            j.again(j.starved);
        }
    }

    private void follow(Wiring wiring, long now) {
        for (Job j : jobs) {
            if (j.synthesis != null && j.synthesis.using() != null) {
                j.noVoiceSince = 0;
                j.announcement.voice(j.synthesis.using().voice().id());
            }
            Sending s = j.sending;
            if (s == null || !j.offered) {
                continue;
            }
            Sending.State state = s.state();
            if (!j.told && s.startedNanos() != 0 && (state == Sending.State.PLAYING || state == Sending.State.WRITTEN)) {
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
        queue.removeIf(a -> a.cancelCause().isPresent())
                .forEach(a -> a.end(AnnouncementState.CANCELLED, a.cancelCause(), around.instant()));
        queue.removeIf(a -> now - a.deadlineNanos() >= 0)
                .forEach(a -> a.end(AnnouncementState.EXPIRED, Optional.of(whyExpired(a)), around.instant()));
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
        return time + a.status().cause().orElse("others were before it");
    }

    /** An urgent one waits: routine ones that have not begun go back to the queue. */
    private void makeWay() {
        for (int i = jobs.size() - 1; i >= 0; i--) {
            Job j = jobs.get(i);
            boolean routine = j.announcement.request().priority() == Priority.ROUTINE;
            if (routine && j.announcement.status().sendings() == 0 && (!j.offered || j.sending.withdraw())) {
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

    private void makeSound(Job j, long now) {
        Synthesis s = j.synthesis;
        if (s == null) {
            if (j.noVoiceSince == 0 || now - j.noVoiceSince >= j.noVoiceTries * LATER_NANOS) {
                beginSynthesis(j);
            }
            return;
        }
        switch (s.outcome()) {
            case RUNNING -> {
                Duration deadline = around.deadline(j.announcement.request().text());
                if (s.workedNanos(now) > deadline.toNanos()) {
                    around.pool().abandon(s);
                    failed(j, s, "it did not finish within " + deadline.toMillis() / 1000.0 + " s");
                    makeAnew(j);
                }
            }
            case DONE -> LOG.debug("announcement {}: its sound is made", j.announcement.id());
            case FAILED -> {
                failed(j, s, s.cause());
                j.synthesis = null;
            }
            case GONE -> j.synthesis = null;
            case OTHER_VOICE -> makeAnew(j);
            case NO_VOICE -> noVoice(j, now);
        }
    }

    private void beginSynthesis(Job j) {
        if (j.utterance == null) {
            j.utterance = new Utterance(settings.format().bytesPerFrame(), around.keptFrames());
            j.again(j.starved);
        }
        String text = j.announcement.request().text();
        if (j.announcement.status().sendings() == 0) {
            j.announcement.waiting(AnnouncementState.SYNTHESISING, Optional.empty());
        }
        j.synthesis = new Synthesis(around.voices(), around.engines(), new Voices.Wish(j.announcement.asked(), settings.voice()), j.tried,
                text, around.deadline(text), settings.format(), j.utterance, around.filters(), around.clock(), around.news());
        around.pool().submit(j.synthesis);
    }

    private void failed(Job j, Synthesis s, String cause) {
        if (s.using() == null) {
            // It hung or threw while voices were being asked for: there is nothing else to try.
            letGo(j);
            end(j, AnnouncementState.FAILED, "no voice could be chosen: " + cause);
            return;
        }
        j.tried.add(Voices.serviceId(s.using().engine()));
        j.causes.add(s.using().voice().id() + ": " + cause);
    }

    private void noVoice(Job j, long now) {
        j.synthesis = null;
        if (!j.causes.isEmpty()) {
            letGo(j);
            end(j, AnnouncementState.FAILED, String.join("; ", j.causes));
            return;
        }
        if (j.noVoiceSince == 0) {
            j.noVoiceSince = now;
            j.noVoiceTries = 0;
        }
        j.noVoiceTries++;
        j.announcement.waiting(AnnouncementState.QUEUED, Optional.of("waiting for a voice: no speech engine is there"));
        if (now - j.noVoiceSince >= around.voiceWait().toNanos()) {
            letGo(j);
            end(j, AnnouncementState.FAILED, "no speech engine was there for " + around.voiceWait().toSeconds()
                    + " s; install or start one (announcer.tts.freetts, ...)");
        }
    }

    /** Puts sendings on the lane, strictly in order. */
    private void offer() {
        for (Job j : jobs) {
            if (lane == null || j.sending == null) {
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

    /** Throws the sound away that there is: it is of the wrong voice or format, incomplete for good, or its beginning is gone. */
    private void makeAnew(Job j) {
        letGo(j);
        j.synthesis = null;
        j.utterance = null;
        boolean begun = j.offered && !j.sending.withdraw();
        if (!begun || j.sending.state() != Sending.State.PLAYING) {
            j.again(false);
        }
        // One that is playing ends STARVED, and is then put on the lane again.
    }

    private void letGo(Job j) {
        if (j.utterance != null) {
            j.utterance.abandon();
        }
        if (j.sending != null && !j.sending.withdraw()) {
            j.sending.forsake();
        }
    }

    private void spoken(Job j, long now) {
        if (!j.told) {
            j.told = true;
            j.announcement.speaking(at(j.sending.startedNanos(), now));
        }
        j.announcement.end(AnnouncementState.SPOKEN, Optional.empty(), around.instant());
    }

    private void end(Job j, AnnouncementState outcome, String cause) {
        j.announcement.end(outcome, Optional.of(cause), around.instant());
        around.ended(j.announcement.status());
    }

    private Instant at(long nanos, long now) {
        return around.instant().minusNanos(now - nanos);
    }
}
