/** The command line of the program. Parsed on the main thread. */
package announcer.app.cli;
