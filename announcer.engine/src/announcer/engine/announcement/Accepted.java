package announcer.engine.announcement;

import java.time.Instant;

import announcer.api.Announcement;
import announcer.api.AnnouncementStatus;

/** An announcement as those see it who remember it and make it durable. Safe for use by any thread. */
public interface Accepted extends Announcement {
    /** How it is, for the engine: its outcome is there at once. Others are told of that when it is durable, see {@link #status}. */
    AnnouncementStatus present();

    /** When the time-to-live is over that began with its acceptance, on the wall clock. Later ones follow from when it was spoken. */
    Instant expires();

    /** The journal knows it. */
    void durable();

    /** Runs something after all that has been told of it so far, and before what will be. */
    void inOrder(Runnable r);
}
