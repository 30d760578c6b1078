/**
 * The API's records as JSON, under the names that docs/api.md promises: for HTTP answers, events and webhooks. Pure functions without state,
 * called on any thread.
 */
package announcer.lib.json;
