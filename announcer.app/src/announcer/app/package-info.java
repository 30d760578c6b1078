/** The running product's eye on itself, as a bundle: where it is reached, and its welcome. It owns the threads {@code announcer-endpoints} and, until the welcome is accepted, {@code announcer-welcome}. */
package announcer.app;
