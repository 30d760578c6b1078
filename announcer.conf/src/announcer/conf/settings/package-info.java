/** The settings as the API and the shell change them. Called on the threads of requests, between two passes of the synchronisation. */
package announcer.conf.settings;
