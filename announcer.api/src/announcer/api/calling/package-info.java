/**
 * Calling numbers: tickets and orders, the counters that call them, and the boards that show them. The bundle announcer.calling provides
 * {@link announcer.api.calling.Calling}, as a client of {@link announcer.api.Announcer}.
 */
@Export
@Version("0.9.0")
package announcer.api.calling;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
