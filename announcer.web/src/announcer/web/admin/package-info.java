/**
 * The resources of administration: sessions, settings, schedules, users, tokens, the audit trail. Runs on the HTTP server's threads; changes of users are
 * made one at a time.
 */
package announcer.web.admin;
