/** Logins with a password: the check itself, and the growing delays after wrong ones. Called on the threads of requests; one slow hash at a time. */
package announcer.access.login;
