/** The web console's part: checks of its configuration form, and secrets taken out of its pages. Called on the threads of requests; loaded only beside the web console. */
package announcer.conf.console;
