/**
 * The product as a user starts it: its launcher script, its home folder, its process and the sockets of its channels. The methods block
 * the thread that calls them; output and sockets are read on threads of their own.
 */
package announcer.bench.product;
