package announcer.calling.desk;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.Keys;
import announcer.api.Proof;
import announcer.api.RejectedException;
import announcer.api.Request;
import announcer.api.calling.Call;
import announcer.api.calling.Call.Heard;
import announcer.api.calling.CallState;
import announcer.calling.state.CallingState;
import announcer.calling.state.KeptCall;

/**
 * Gives calls to the engine, once each, and follows them. A call's idempotency key is its id: one of which it is not known whether the engine has it
 * is given again, and is spoken once all the same. Any thread.
 */
final class CallSpeaker {
    private static final Logger LOG = LoggerFactory.getLogger(CallSpeaker.class);
    private static final Duration LIFE = Duration.ofMinutes(2);
    /** An engine that starts has not taken up everything at once. */
    private static final Duration MISSING = Duration.ofSeconds(30);

    private static final Duration COMING = Duration.ofSeconds(10);

    private final CallingState state;
    private final InstantSource wall;
    private final Supplier<Optional<Announcer>> engine;
    /** Since when the engine does not know an announcement, by call. For the thread that looks. */
    private final Map<String, Instant> missing = new HashMap<>();

    /** Since when a call is refused for what the engine does not know yet. Guarded by this. */
    private final Map<String, Instant> unknown = new HashMap<>();

    CallSpeaker(CallingState state, InstantSource wall, Supplier<Optional<Announcer>> engine) {
        this.state = state;
        this.wall = wall;
        this.engine = engine;
    }

    private static String key(String call) {
        return Keys.CALLING + call;
    }

    /** Gives a call to the engine, unless it has it. One at a time: what was called first is spoken first. */
    synchronized void submit(String id) {
        Optional<KeptCall> found = state.call(id).filter(c -> c.call().state() == CallState.SUBMITTING);
        if (found.isEmpty() || found.get().request().isEmpty()) {
            return;
        }
        Call call = found.get().call();
        Request request = found.get().request().get();
        if (isReplaced(call)) {
            unknown.remove(id);
            end(id, CallState.SUPERSEDED, "a later call took its place before the engine had it");
        } else if (call.at().plus(request.timeToLive().orElse(LIFE)).isBefore(wall.instant())) {
            unknown.remove(id);
            end(id, CallState.EXPIRED, "the engine did not take it in time" + call.cause().map(c -> ": " + c).orElse(""));
        } else {
            announce(id, request.withKeys(request.keys().withIdempotency(key(id))));
        }
    }

    private boolean isReplaced(Call call) {
        return state.ticket(call.ticket()).flatMap(e -> e.call()).filter(latest -> !latest.equals(call.id())).isPresent();
    }

    private void announce(String id, Request request) {
        Optional<Announcer> announcer = engine.get();
        if (announcer.isEmpty()) {
            tryLater(id, "the engine is not running; it is tried again");
            return;
        }
        try {
            Announcement announcement = announcer.get().announce(request);
            unknown.remove(id);
            follow(id, announcement.status());
        } catch (RejectedException e) {
            switch (e.reason()) {
                case QUEUE_FULL, STORE_FULL, STORE_FAILED, STOPPING -> tryLater(id, e.getMessage());
                case UNKNOWN_CHANNEL, UNKNOWN_ZONE, UNKNOWN_VOICE, UNKNOWN_LANGUAGE, UNKNOWN_CHIME -> unknown(id, e.getMessage());
                default -> end(id, CallState.REFUSED, e.getMessage());
            }
        } catch (RuntimeException | LinkageError e) {
            // LinkageError: the engine's bundle is being updated under the call.
            LOG.warn("a call could not be given to the engine; it is tried again", e);
            tryLater(id, "the engine failed (" + e.getClass().getSimpleName() + "); it is tried again");
        }
    }

    /** An engine that starts finds its channels and voices one after the other. */
    private void unknown(String id, String why) {
        Instant now = wall.instant();
        if (unknown.computeIfAbsent(id, c -> now).plus(COMING).isAfter(now)) {
            tryLater(id, why);
        } else {
            unknown.remove(id);
            end(id, CallState.REFUSED, why);
        }
    }

    private void tryLater(String id, String why) {
        state.update(id,
                c -> c.call().state() == CallState.SUBMITTING ? c.in(CallState.SUBMITTING, Optional.of(why), Optional.empty()) : c);
    }

    private void end(String id, CallState how, String why) {
        state.update(id, c -> c.call().state().isFinal() ? c : c.in(how, Optional.of(why), Optional.of(wall.instant())));
    }

    /**
     * An announcement has changed. Waits for nothing.
     *
     * @return whether a call has changed with it
     */
    boolean changed(AnnouncementStatus status) {
        Optional<String> key = status.request().keys().idempotency().filter(k -> k.startsWith(Keys.CALLING));
        return key.isPresent() && follow(key.get().substring(Keys.CALLING.length()), status);
    }

    private boolean follow(String id, AnnouncementStatus status) {
        return state.update(id, c -> after(c, status));
    }

    private KeptCall after(KeptCall c, AnnouncementStatus s) {
        if (c.call().state().isFinal()) {
            return c;
        }
        KeptCall known = c.announced(s.id());
        Optional<Instant> begun = s.started()
                .or(() -> s.state() == AnnouncementState.SPEAKING ? Optional.of(wall.instant()) : Optional.empty());
        KeptCall k = begun.isPresent() ? known.started(begun.get()) : known;
        Optional<Instant> ended = s.ended().or(() -> Optional.of(wall.instant()));
        return switch (s.state()) {
            case QUEUED, SYNTHESISING -> k.in(CallState.WAITING, s.cause(), Optional.empty());
            case SPEAKING -> k.in(CallState.SPEAKING, Optional.empty(), Optional.empty());
            case SPOKEN -> k.heard(heard(s.proof())).in(CallState.SPOKEN, s.cause(), ended);
            case FAILED -> k.heard(heard(s.proof())).in(CallState.FAILED, s.cause(), ended);
            case EXPIRED -> k.in(CallState.EXPIRED, s.cause(), ended);
            case CANCELLED -> k.in(CallState.SUPERSEDED, s.cause(), ended);
        };
    }

    private static Optional<Heard> heard(Proof proof) {
        return proof.connected().isPresent()
                ? Optional.of(new Heard(proof.connected().getAsInt(), proof.received().orElse(0)))
                : Optional.empty();
    }

    /** Gives the engine what it has not taken yet, and asks what has become of the rest: an event may have been missed. For one thread. */
    void look() {
        for (KeptCall kept : state.calls()) {
            Call call = kept.call();
            if (call.state() == CallState.SUBMITTING) {
                submit(call.id());
            } else if (!call.state().isFinal()) {
                ask(call);
            } else {
                missing.remove(call.id());
            }
        }
    }

    private void ask(Call call) {
        Optional<Announcer> announcer = engine.get();
        if (announcer.isEmpty() || call.announcement().isEmpty()) {
            return;
        }
        Optional<Announcement> known;
        try {
            known = announcer.get().find(call.announcement().get());
        } catch (IOException e) {
            // Not that it does not know it: a history that cannot be read now is asked again at the next look.
            LOG.debug("what became of call {} cannot be read now", call.id(), e);
            return;
        }
        if (known.isPresent()) {
            missing.remove(call.id());
            follow(call.id(), known.get().status());
        } else if (missing.computeIfAbsent(call.id(), c -> wall.instant()).plus(MISSING).isBefore(wall.instant())) {
            missing.remove(call.id());
            end(call.id(), CallState.FAILED, "the engine does not know it any more: it was restarted and has no journal");
        }
    }

    /** Whether something of a call is still to come. */
    boolean isBusy() {
        return state.calls().stream().anyMatch(c -> !c.call().state().isFinal());
    }
}
