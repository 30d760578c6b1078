/**
 * Configuration rules that the metatype cannot express. A bundle that has such a rule registers a
 * {@link announcer.api.config.ConfigurationCheck}; hand edits and console forms are checked by it before they come into force.
 */
@Export
@Version("0.9.0")
package announcer.api.config;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
