package announcer.web.http;

import announcer.api.access.Caller;
import announcer.api.access.Scope;
import announcer.lib.limit.Shares;

/**
 * The places for requests that last. One caller may hold half of them, and a tenth is kept for administrators: whoever has a token cannot keep
 * them from seeing what goes on. Safe for use by any thread.
 */
public final class CallerPlaces {
    private final Shares<String> held = new Shares<>();

    /**
     * Takes a place.
     *
     * @param most how many places there are now
     */
    public Shares.Answer take(Caller caller, int most) {
        return held.take(caller.name(), caller.may(Scope.ADMINISTER) ? most : Shares.withoutKept(most), share(most));
    }

    /** Gives a place back; once for each that was taken. */
    public void free(Caller caller) {
        held.free(caller.name());
    }

    /** Returns the words, behind the number of all places, for those that are kept and that this caller may not have; "" when there are none. */
    public static String butKept(Caller caller, int most) {
        int kept = caller.may(Scope.ADMINISTER) ? 0 : most - Shares.withoutKept(most);
        return kept == 0 ? "" : ", of which " + kept + (kept == 1 ? " is" : " are") + " kept for administrators";
    }

    /** Returns how many of so many places one caller may have. */
    public static int share(int most) {
        return Shares.half(most);
    }
}
