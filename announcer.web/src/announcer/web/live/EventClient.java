package announcer.web.live;

import announcer.api.access.Caller;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Scope;

/** A client of the event stream. For the events thread, except where a method says that it is safe for any thread. */
final class EventClient {
    private final HttpCredentials credentials;
    private final boolean levels;
    private final NonBlockingResponse response;
    private final long arrivedNanos;
    private volatile Caller caller;
    private boolean begun;

    /**
     * @param caller the client's caller
     * @param credentials the credentials that it sent, to be checked again from time to time
     * @param levels whether it asked for levels
     * @param arrivedNanos the time of the monotonic clock at which it came
     */
    EventClient(Caller caller, HttpCredentials credentials, boolean levels, NonBlockingResponse response, long arrivedNanos) {
        this.caller = caller;
        this.credentials = credentials;
        this.levels = levels;
        this.response = response;
        this.arrivedNanos = arrivedNanos;
    }

    HttpCredentials credentials() {
        return credentials;
    }

    /** Safe for any thread. */
    Caller caller() {
        return caller;
    }

    boolean wantsLevels() {
        return levels;
    }

    /** Safe for any thread. */
    boolean may(Scope scope) {
        return caller.may(scope);
    }

    /** Sets its caller anew: its role may have changed. */
    void is(Caller now) {
        caller = now;
    }

    long arrivedNanos() {
        return arrivedNanos;
    }

    /** Whether it has its snapshot, and so gets what changes. */
    boolean begun() {
        return begun;
    }

    void begin(byte[] snapshot) {
        begun = true;
        response.offer(snapshot);
    }

    /** Returns whether there was room: one that reads too slowly has none left. */
    boolean offer(byte[] event) {
        return response.offer(event);
    }

    void send() {
        response.send();
    }

    /** Ends its stream. Safe for any thread. */
    void end() {
        response.end();
    }
}
