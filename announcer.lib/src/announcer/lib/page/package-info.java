/**
 * Files of pages out of a bundle, with entity tags and compressed, and the JavaScript modules that the pages of several bundles share. Runs on
 * the HTTP server's threads, several at a time.
 */
package announcer.lib.page;
