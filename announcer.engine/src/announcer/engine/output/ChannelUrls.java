package announcer.engine.output;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.Audience;
import announcer.api.stream.StreamServer;
import announcer.lib.time.Deadline;
import announcer.engine.util.RankedServices;

/**
 * One channel's URLs at the embedded server. The server is foreign code and may take its time, so it is asked on a wiring thread, once for
 * each change of the servers that are present, and its answer is kept. All channels together ask a server one question at a time: one that
 * hangs holds one wiring thread and no more. Asked for by the control thread, read by any.
 */
final class ChannelUrls {
    private static final Logger LOG = LoggerFactory.getLogger(ChannelUrls.class);
    /** After which it is asked again when it gave none, and is called slow while it has not answered. */
    private static final long RETRY_NANOS = 2_000_000_000L;
    private static final String NOT_LISTENING = "the embedded RTSP server is not listening; start announcer.rtsp, or set destination";

    /**
     * @param by the server
     * @param publish where to publish, with credentials; empty: not asked for
     */
    private record Answer(ServiceReference<StreamServer> by, Optional<String> publish, String play) {}

    private final String channel;
    private final RankedServices<StreamServer> servers;
    private final KeyedSerialExecutor<ServiceReference<StreamServer>> questions;
    private final Executor control;
    /** Of the servers that are asked, best first: the one whose turn it is. */
    private volatile int place;
    private volatile Optional<Answer> answer = Optional.empty();
    // Control thread only.
    private List<ServiceReference<StreamServer>> asked = List.of();
    private boolean asking;
    private Deadline retry = Deadline.PASSED;

    /**
     * @param questions where servers are asked, shared by all channels
     * @param control runs what it is given on the control thread, which looks at the channel afterwards
     */
    ChannelUrls(String channel, RankedServices<StreamServer> servers, KeyedSerialExecutor<ServiceReference<StreamServer>> questions,
            Executor control) {
        this.channel = channel;
        this.servers = servers;
        this.questions = questions;
        this.control = control;
    }

    // --- any thread

    /** Where to publish; empty while it is not known. */
    Optional<String> publish() {
        return answer.flatMap(Answer::publish);
    }

    /** Where players hear it; empty while it is not known. */
    Optional<String> play() {
        return answer.map(Answer::play);
    }

    /**
     * Where one run of the pusher publishes, with credentials of its own. Waits for the server, for 2 s at most: for a thread of the pusher's.
     *
     * @throws IOException when the server gives none; the message says why
     */
    String ofRun() throws IOException {
        ServiceReference<StreamServer> server = answer.map(Answer::by).orElseThrow(() -> new IOException(NOT_LISTENING));
        CompletableFuture<String> url = new CompletableFuture<>();
        try {
            questions.execute(server, () -> tellUrlOfRun(server, url));
            return url.get(RETRY_NANOS, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            // One that nobody waits for any more would only void those of the next run.
            url.cancel(false);
            throw new IOException("the embedded server of bundle " + RankedServices.bundleOf(server)
                    + " has not given its URL within 2 s: if that lasts, restart that bundle, or set destination", e);
        } catch (ExecutionException e) {
            throw new IOException("the server of bundle " + RankedServices.bundleOf(server) + " does not give its URL: " + e.getCause(), e);
        } catch (RejectedExecutionException e) {
            throw new IOException("the engine is stopping", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it waited for the embedded server", e);
        }
    }

    /**
     * Has the embedded server asked for the players it had between two moments. Asked on a wiring thread like everything else: a server that hangs
     * never completes it.
     *
     * @return empty when the server does not know, or when there is none
     */
    CompletableFuture<Optional<Audience>> audience(long fromNanos, long toNanos) {
        CompletableFuture<Optional<Audience>> told = new CompletableFuture<>();
        Optional<ServiceReference<StreamServer>> server = answer.map(Answer::by);
        if (server.isEmpty()) {
            told.complete(Optional.empty());
            return told;
        }
        try {
            questions.execute(server.get(), () -> {
                tellAudience(server.get(), fromNanos, toNanos, told);
                control.execute(() -> {});
            });
        } catch (RuntimeException | Error e) {
            // The engine stops, or no thread could be had.
            LOG.debug("channel {}: the players are not asked for", channel, e);
            told.complete(Optional.empty());
        }
        return told;
    }

    private void tellAudience(ServiceReference<StreamServer> server, long fromNanos, long toNanos,
            CompletableFuture<Optional<Audience>> told) {
        // Of one that nobody waits for any more nothing is asked.
        if (told.isDone()) {
            return;
        }
        Optional<Audience> audience = Optional.empty();
        try {
            Optional<RankedServices.Lease<StreamServer>> lease = servers.lease(server);
            if (lease.isPresent()) {
                try (RankedServices.Lease<StreamServer> held = lease.get()) {
                    audience = held.service().audience(channel, fromNanos, toNanos);
                }
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("channel {}: the server of bundle {} does not tell its players: {}", channel, RankedServices.bundleOf(server),
                    e.toString());
        } finally {
            told.complete(audience);
        }
    }

    // --- control thread

    /** Whether an answer is underway: until it comes nothing is to be decided about the push. */
    boolean isAsking() {
        return asking;
    }

    /** Bundle of the server that has let its question wait for long; empty: none has. Other channels' questions to it may be what is slow. */
    Optional<String> slowServer(long now) {
        return asking && retry.hasPassed(now)
                ? Optional.of(RankedServices.bundleOf(asked.get(Math.min(place, asked.size() - 1))))
                : Optional.empty();
    }

    /** Nanoseconds until the channel is to be looked at again; {@link Long#MAX_VALUE}: when servers change, or have answered. */
    long nanosToRetry(long now) {
        boolean nothingToDo = asking ? retry.hasPassed(now) : answer.isPresent() || servers.refs().isEmpty();
        return nothingToDo ? Long.MAX_VALUE : retry.nanosLeft(now);
    }

    /**
     * Has the server asked, if what is needed is not known.
     *
     * @param toPublish whether the URL to publish to is needed: it holds credentials, so it is asked for by nobody else
     */
    void look(boolean toPublish, long now) {
        // A change of the servers makes a new list.
        List<ServiceReference<StreamServer>> present = servers.refs();
        if (asking && present == asked) {
            return;
        }
        if (present.isEmpty()) {
            answer = Optional.empty();
            asked = present;
            asking = false;
            return;
        }
        boolean changed = present != asked;
        boolean known = answer.isPresent() && (!toPublish || publish().isPresent());
        if (!changed && (known || answer.isEmpty() && !retry.hasPassed(now))) {
            return;
        }
        asked = present;
        asking = true;
        retry = Deadline.at(now + RETRY_NANOS);
        try {
            askServer(0, present, toPublish);
        } catch (RuntimeException | Error e) {
            // No thread could be had for it.
            asking = false;
            LOG.warn("channel {}: the embedded server could not be asked for its URLs: {}", channel, e.toString());
        }
    }

    private void answered(List<ServiceReference<StreamServer>> of, boolean outdated, Optional<Answer> given) {
        // One that hung until the servers changed comes too late.
        if (asked == of) {
            asking = false;
            answer = outdated ? answer : given;
        }
    }

    /** Has a server asked, or the one behind it if its component fails to start. */
    private void askServer(int next, List<ServiceReference<StreamServer>> present, boolean toPublish) {
        place = next;
        questions.execute(present.get(next), () -> ask(next, present, toPublish));
    }

    // --- wiring thread

    private void ask(int turn, List<ServiceReference<StreamServer>> present, boolean toPublish) {
        // It may have waited for its turn while the servers changed: the next question is about those.
        if (servers.refs() != present) {
            control.execute(() -> answered(present, true, Optional.empty()));
            return;
        }
        Optional<Answer> given = Optional.empty();
        try {
            Optional<RankedServices.Lease<StreamServer>> lease = servers.lease(present.get(turn));
            if (lease.isEmpty() && turn + 1 < present.size()) {
                askServer(turn + 1, present, toPublish);
                return;
            }
            if (lease.isPresent()) {
                given = Optional.of(answer(present.get(turn), lease.get(), toPublish));
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("channel {}: the server of bundle {} does not give its URLs: {}", channel, RankedServices.bundleOf(present.get(turn)),
                    e.toString());
        }
        Optional<Answer> told = given;
        control.execute(() -> answered(present, false, told));
    }

    private void tellUrlOfRun(ServiceReference<StreamServer> server, CompletableFuture<String> url) {
        if (url.isDone()) {
            return;
        }
        try (RankedServices.Lease<StreamServer> lease = servers.lease(server).orElseThrow(() -> new IllegalStateException(NOT_LISTENING))) {
            url.complete(lease.service().publishUrlOfRun(channel));
        } catch (RuntimeException | Error e) {
            url.completeExceptionally(e);
        }
    }

    private Answer answer(ServiceReference<StreamServer> by, RankedServices.Lease<StreamServer> lease, boolean toPublish) {
        try (lease) {
            StreamServer s = lease.service();
            return new Answer(by, toPublish ? Optional.of(s.publishUrl(channel)) : Optional.empty(), s.playUrl(channel));
        }
    }
}
