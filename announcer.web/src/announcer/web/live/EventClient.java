package announcer.web.live;

import announcer.api.access.Caller;
import announcer.api.access.HttpCredentials;
import announcer.api.access.Scope;

/** Somebody who reads events. What is not said to be safe for any thread belongs to the events thread. */
final class EventClient {
    private final HttpCredentials credentials;
    private final boolean levels;
    private final NonBlockingResponse outlet;
    private volatile Caller caller;
    private boolean begun;
    private int ticksWaited;

    /**
     * @param caller who it is
     * @param credentials what it showed, to be shown again from time to time
     * @param levels whether it asked for levels
     */
    EventClient(Caller caller, HttpCredentials credentials, boolean levels, NonBlockingResponse outlet) {
        this.caller = caller;
        this.credentials = credentials;
        this.levels = levels;
        this.outlet = outlet;
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

    /** It is now known as this: its role may have changed. */
    void is(Caller now) {
        caller = now;
    }

    /** Whether it has its snapshot, and so gets what changes. */
    boolean begun() {
        return begun;
    }

    void begin(byte[] snapshot) {
        begun = true;
        outlet.offer(snapshot);
    }

    /** How many ticks it has waited for its snapshot, this one included. */
    int waitAnotherTick() {
        return ++ticksWaited;
    }

    /** Returns whether there was room: one that reads too slowly has none left. */
    boolean offer(byte[] event) {
        return outlet.offer(event);
    }

    void send() {
        outlet.send();
    }

    /** Ends its stream. Safe for any thread. */
    void end() {
        outlet.end();
    }
}
