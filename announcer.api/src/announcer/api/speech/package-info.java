/**
 * The contract of speech engines: {@link announcer.api.speech.SpeechEngine}, registered as a service with the property
 * {@link announcer.api.speech.SpeechEngine#NAME}.
 */
@Export
@Version("0.9.0")
package announcer.api.speech;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
