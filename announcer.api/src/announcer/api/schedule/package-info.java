/**
 * Announcements at given times, once or again and again. A schedule is a configuration of the factory {@value announcer.api.schedule.Schedules#PID};
 * the service tells when each runs next and what became of it last.
 */
@Export
@Version("0.9.0")
package announcer.api.schedule;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
