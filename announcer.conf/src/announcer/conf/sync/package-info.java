/** The synchronisation of files and Configuration Admin, one pass at a time. Runs on the thread {@code announcer-conf}, or on the thread that changes a setting, under one lock. */
package announcer.conf.sync;
