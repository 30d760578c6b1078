/** The program {@code announcer}: its command line, its home folder, and the framework with the product in it. Runs on the main thread, outside of every bundle. */
package announcer.app.launcher;
