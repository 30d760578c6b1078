/**
 * The API for callers of Announcer: submit a {@link announcer.api.Request}, follow the {@link announcer.api.Announcement}, listen to
 * outcomes, look at channels and engines. The engine bundle provides {@link announcer.api.Announcer} as a service.
 */
@Export
@Version("0.9.0")
package announcer.api;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
