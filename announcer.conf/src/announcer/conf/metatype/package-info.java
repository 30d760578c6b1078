/** Descriptions of settings, read from the metatypes of all bundles, and what follows from them: checks, conversions, secrets and overrides. Called on any thread. */
package announcer.conf.metatype;
