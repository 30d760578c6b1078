/** The currency of sound in Announcer: signed 16-bit little-endian PCM in frames of 20 ms. */
@Export
@Version("0.9.0")
package announcer.api.audio;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
