/** API tokens: the file {@code conf/api.token} and the tokens that administrators create. Called on the threads of requests; safe for several threads. */
package announcer.access.token;
