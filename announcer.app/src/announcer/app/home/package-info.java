/** The home folder, its files, and the lock that one process at a time holds on it. Used on the main thread, and by the shutdown hook. */
package announcer.app.home;
