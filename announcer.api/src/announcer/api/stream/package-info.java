/**
 * The contracts of the output: a {@link announcer.api.stream.MediaTransport} opens a pipe, a {@link announcer.api.stream.StreamPusher}
 * publishes what comes out of it, a {@link announcer.api.stream.StreamServer} serves what is published.
 */
@Export
@Version("0.9.0")
package announcer.api.stream;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
