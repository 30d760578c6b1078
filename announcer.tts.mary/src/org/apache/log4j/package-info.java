/**
 * The little of Log4j's old interface that MaryTTS calls, passed on to SLF4J. Log4j itself is left out of the bundle: it would keep a
 * shutdown hook, management beans and threads that hold the class loader of a bundle that is gone. Private to the bundle.
 */
package org.apache.log4j;
