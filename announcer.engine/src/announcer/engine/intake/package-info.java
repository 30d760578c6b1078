/** Admission of announcements: their checks, and the history of those that were accepted. Runs on the callers' threads and never blocks on sound. */
package announcer.engine.intake;
