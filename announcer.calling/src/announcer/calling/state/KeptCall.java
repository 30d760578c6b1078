package announcer.calling.state;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import announcer.api.Request;
import announcer.api.calling.Call;
import announcer.api.calling.Call.Heard;
import announcer.api.calling.CallState;

/**
 * A call as it is kept. Immutable.
 *
 * @param call the call
 * @param request what is announced, without keys; empty: it has ended
 */
public record KeptCall(Call call, Optional<Request> request) {
    public KeptCall {
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(request, "request");
    }

    /** The same, in another state. @param ended when it ended; empty: it has not */
    public KeptCall in(CallState state, Optional<String> cause, Optional<Instant> ended) {
        Call c = call;
        return new KeptCall(new Call(c.id(), c.ticket(), c.number(), c.kind(), c.service(), c.counter(), c.by(), c.again(), c.at(), state,
                cause, c.announcement(), c.languages(), c.started(), ended, c.heard()), state.isFinal() ? Optional.empty() : request);
    }

    /** The same, with its announcement. */
    public KeptCall announced(String id) {
        Call c = call;
        return new KeptCall(new Call(c.id(), c.ticket(), c.number(), c.kind(), c.service(), c.counter(), c.by(), c.again(), c.at(),
                c.state(), c.cause(), Optional.of(id), c.languages(), c.started(), c.ended(), c.heard()), request);
    }

    /** The same, its first sample having been played then; when it had been before, that counts. */
    public KeptCall started(Instant at) {
        Call c = call;
        return new KeptCall(new Call(c.id(), c.ticket(), c.number(), c.kind(), c.service(), c.counter(), c.by(), c.again(), c.at(),
                c.state(), c.cause(), c.announcement(), c.languages(), c.started().or(() -> Optional.of(at)), c.ended(), c.heard()),
                request);
    }

    /** The same, heard by so many. */
    public KeptCall heard(Optional<Heard> by) {
        Call c = call;
        return new KeptCall(new Call(c.id(), c.ticket(), c.number(), c.kind(), c.service(), c.counter(), c.by(), c.again(), c.at(),
                c.state(), c.cause(), c.announcement(), c.languages(), c.started(), c.ended(), by), request);
    }
}
