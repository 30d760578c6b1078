/**
 * The resources of bundles: their state, the reason why one does not run, changes and their impact. Runs on the HTTP server's threads, except
 * for changes that end this API, which run on {@code announcer-web-bundles}.
 */
package announcer.web.bundles;
