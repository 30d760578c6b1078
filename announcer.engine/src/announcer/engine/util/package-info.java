/** Services of the framework in ranked order, leased for use, and the listeners among them. Safe for use by any thread. */
package announcer.engine.util;
