package announcer.api.calling;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import announcer.api.Announcement;
import announcer.api.RejectedException;

/**
 * Calling numbers: tickets, orders, counters and boards. Services, counters and boards are configurations, see
 * {@link announcer.api.config.Settings}. Safe for use by any thread.
 */
@ProviderType
public interface Calling {
    /** The PID of the settings of the whole. */
    String PID = "announcer.calling";
    /** The factory PID of services. */
    String SERVICE_PID = "announcer.calling.service";
    /** The factory PID of counters. */
    String COUNTER_PID = "announcer.calling.counter";
    /** The factory PID of boards. */
    String BOARD_PID = "announcer.calling.board";

    /**
     * Does a command, or refuses it. Returns when what was done is durable, where there is a journal; a call that was made has been given to the
     * engine then, unless the engine was not there. Takes milliseconds, with a disk that hangs some seconds.
     *
     * @param by who asks, for the record
     * @param key names the submission: a repeat within a day does nothing and returns what became of the first; 1 to
     *            {@value announcer.api.Keys#LONGEST} characters
     */
    Done perform(Command command, String by, Optional<String> key) throws CallingException;

    /** Whether calls can be said now: the engine is there. */
    boolean isCalling();

    /** All that operators see. */
    Desk desk();

    /** Tickets that have not ended in the order of their issue, then those that ended since yesterday's reset, the latest first. */
    List<Ticket> tickets();

    /** The ticket with this id; for some time after its end. */
    Optional<Ticket> ticket(String id);

    /** The board with this id. */
    Optional<Board> board(String id);

    /** The ticket with this id as its visitor sees it; for some time after its end. */
    Optional<VisitorTicket> visitor(String id);

    /** How many numbers one address may take in a minute; 0: visitors may not take numbers. */
    int takesPerMinute();

    /** For how many days tickets that have ended are kept. */
    int keepDays();

    /** The languages of the house, tags in their order. */
    List<String> languages();

    /** What a counter would say for a number. @throws CallingException when it cannot be called */
    Words words(String counter, String number, Optional<String> service) throws CallingException;

    /**
     * Says a text on a counter's channels. It is never shown on a board.
     *
     * @param language in which language; empty: the channel's
     * @param key as in {@link #perform}
     */
    Announcement say(String counter, String text, Optional<Locale> language, Optional<String> key)
            throws CallingException, RejectedException;

    /**
     * All tickets that ended on these days of the house, and those of them that have not ended, for figures. Reads from the disk.
     *
     * @throws CallingException when they cannot be read
     */
    List<Ticket> history(LocalDate from, LocalDate to) throws CallingException;
}
