/**
 * Saying it right: tickets in words, and how an administrator wants words pronounced, for every speech engine. Both services are asked on the
 * threads of whoever uses them, and answer at once.
 */
@Export
@Version("0.9.0")
package announcer.api.lexicon;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
