/**
 * The contract of the durable memory of announcements. The engine is its one client: it writes what it accepts and what becomes of it, and
 * reads both after a start. Callers ask {@link announcer.api.Announcer}, which asks the journal. The bundle announcer.journal provides it;
 * without it announcements are kept in memory. {@link announcer.api.journal.StateStore} keeps other bundles' state in the same store.
 */
@Export
@Version("0.9.0")
package announcer.api.journal;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
