/**
 * Access control: users with roles, sessions, tokens with scopes, and the audit trail. Bundles that answer requests call
 * {@link announcer.api.access.AccessControl} first.
 */
@Export
@Version("0.9.0")
package announcer.api.access;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
