/** The users, as they are stored in Configuration Admin, and the rules for their names and passwords. Read by the threads of requests, refreshed by the thread that changes a configuration. */
package announcer.access.user;
