/** The access control service: its component, its settings and the forms of both, and the parts of the packages below put together. Everything here runs on its callers' threads. */
package announcer.access;
