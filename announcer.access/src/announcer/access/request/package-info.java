/** The decision whether an HTTP request is admitted: its credentials, its origin and the host that it addresses. Called on the threads of requests; safe for several threads. */
package announcer.access.request;
