/** The commands that talk to a running product by its HTTP API. They run on the main thread of a process of their own. */
package announcer.app.client;
