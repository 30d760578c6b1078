package announcer.api;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

import announcer.api.audio.PcmSource;

/** The door: takes announcements, answers for them, tells how the channels are. Safe for use by any thread; no method blocks on sound. */
@ProviderType
public interface Announcer {
    /**
     * Accepts an announcement, or says why not. One for more than one channel is refused only when none of them can take it: where one cannot, that
     * is the outcome there. With a journal it returns when the announcement is on the disk: after milliseconds, with a disk that hangs after some
     * seconds.
     *
     * @return the accepted announcement, QUEUED
     * @throws RejectedException when it cannot be accepted: the reason, the field, its value, and what to do
     */
    Announcement announce(Request request) throws RejectedException;

    /**
     * The announcement with this id: all that have no outcome, the latest 10,000 that have, and all that the journal keeps. May read from
     * the disk, and after a start wait some seconds until it is known what waits in the journal.
     *
     * @throws IOException when it is not remembered, and the journal cannot be read or has not been taken up yet; the message says why
     */
    Optional<Announcement> find(String id) throws IOException;

    /** The latest announcements of all channels, newest first, {@code limit} at most. */
    List<Announcement> recent(int limit);

    /**
     * One page of announcements, newest first: of all that the journal keeps, or, without a journal, of those that {@link #find} knows. May
     * read from the disk.
     *
     * @throws IOException when the journal cannot be read; the message says why
     */
    List<AnnouncementStatus> search(HistoryQuery query) throws IOException;

    /**
     * Withdraws all that match and have no outcome, as {@link Announcement#cancel} does.
     *
     * @param cause who withdrew them and why, for the record
     * @return how many this call withdrew, on one channel or more
     */
    int cancel(CancelSelector selector, String cause);

    /** All channels, by id. */
    List<ChannelStatus> channels();

    /** All zones, by id. */
    List<ZoneStatus> zones();

    /** The channel with this id. */
    Optional<ChannelStatus> channel(String id);

    /**
     * All speech engines that are present, best first, with their voices. May ask engines that have not been used yet, which can take as
     * long as they need to list their voices: not for the framework's own threads.
     */
    List<EngineStatus> engines();

    /**
     * Moves an announcement that waits to another place in its channel's queue; one for more channels in all queues where it waits. Whoever moves one decides against its priority: it stays
     * where it was put. An emergency that arrives later goes before it all the same, unless it was put before an emergency.
     *
     * @param id the announcement's id
     * @param place 0: before all others that wait and whose sound is not being made yet; a place behind the last is the last
     * @return whether it was moved; false when it is not known, is being made or spoken, or has its outcome
     */
    boolean move(String id, int place);

    /**
     * Makes the sound of an announcement as its channel would send it, for one listener and not on the air. It goes through the same door
     * and the same casting, levelling and cache. Nothing waits for it and it waits for nothing; it has no id and leaves no trace.
     * One for more channels sounds as on the first that is there.
     *
     * @return the sound in the channel's format. {@code read} waits while a sentence is being made, and throws an {@code IOException} whose
     *         message says why when it cannot be made
     * @throws RejectedException as {@link #announce} does
     */
    PcmSource preview(Request request) throws RejectedException;

    /**
     * Hears what a channel sends, from now on. Costs the pacer one copy of each frame; a listener that does not read misses frames and
     * delays nobody.
     *
     * @return empty when no channel has this id
     * @throws IllegalStateException when the channel has as many listeners as it may have; the message says how many
     */
    Optional<Listening> listen(String channel);

    /** The latest lines that a channel's pusher wrote, oldest first, 100 at most, credentials masked; empty when there is no push. */
    List<String> pushOutput(String channel);

    /** Restarts the publication of a channel. Does nothing when there is none, or when it is pushed by hand. */
    void restartPush(String channel, String reason);

    /**
     * The chimes that announcements may name, by id: the built-in ones, and the administrator's own in the folder {@code sounds} of the home
     * folder. Reads files that have changed: not for the framework's own threads.
     */
    List<ChimeStatus> chimes();

    /** The journal now; empty: there is none, and announcements are kept in memory only. */
    Optional<JournalStatus> journal();

    /** The phrase cache now. */
    CacheStatus cache();

    /** Empties the phrase cache, in memory and on disk. What is being spoken is not touched. */
    void purgeCache();
}
