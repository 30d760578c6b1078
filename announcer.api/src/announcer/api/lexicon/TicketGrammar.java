package announcer.api.lexicon;

import java.util.Locale;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Tickets and counters in the words of a language. How a language says them is configured, one configuration of {@link #PID} for a language;
 * English, German and Chinese are built in. Safe for use by any thread; no method blocks, and each costs the length of what it is given.
 */
@ProviderType
public interface TicketGrammar {
    /** The factory PID of a language's grammar. */
    String PID = "announcer.ticket";
    /** The longest ticket or counter, in characters (UTF-16). */
    int LONGEST_ID = 64;
    /** The longest template, in characters (UTF-16). */
    int LONGEST_TEMPLATE = 2000;

    /**
     * A ticket as it is said: {@code A-023} is "A zero two three" in English and "A零二三号" in Chinese. No letter and no digit is left out,
     * unless the configuration says that leading zeros are.
     *
     * @param id as it is printed: letters and digits, with hyphens, points, slashes or spaces between them
     * @throws IllegalArgumentException when it is longer than {@link #LONGEST_ID}, or has neither letter nor digit; the message says so
     */
    String ticket(String id, Locale locale);

    /**
     * A counter as it is said: {@code 3} is "counter three" in English and "三号窗口" in Chinese. A name that has a word in it ("Room 5") stays
     * as it is.
     *
     * @throws IllegalArgumentException as {@link #ticket}
     */
    String counter(String id, Locale locale);

    /** What a call says in this language unless somebody has another template, for instance "{ticket}, please go to {counter}". */
    String template(Locale locale);

    /**
     * A template with its values in words. <code>{ticket}</code> becomes {@link #ticket}, <code>{counter}</code> {@link #counter}, and
     * <code>{service}</code> the service's name as it is written. What comes out is plain text.
     *
     * @throws IllegalArgumentException as {@link #check}; also when the template names a value that {@code values} has not, or that cannot be
     *         said
     */
    String render(String template, TicketCall values, Locale locale);

    /**
     * Whether it can be a template: for the door, before it is stored.
     *
     * @throws IllegalArgumentException when it is blank, longer than {@link #LONGEST_TEMPLATE}, or has a brace that is none of the three
     *         names'; the message says what to do
     */
    void check(String template);
}
