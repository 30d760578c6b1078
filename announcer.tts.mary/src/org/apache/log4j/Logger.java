package org.apache.log4j;

import java.util.Collections;
import java.util.Enumeration;
import java.util.List;

import org.slf4j.LoggerFactory;

/**
 * A logger of MaryTTS. What MaryTTS calls information (each request, each voice) is for debugging here; its debugging, which writes out
 * whole documents, is for tracing.
 */
public final class Logger {
    static final Logger ROOT = new Logger("marytts");

    private final org.slf4j.Logger target;

    private Logger(String name) {
        target = LoggerFactory.getLogger(name);
    }

    public static Logger getLogger(String name) {
        // Its names carry the number of a request or a thread ("marytts.R 1"): one logger for each would never be freed.
        int space = name.indexOf(' ');
        return new Logger(space < 0 ? name : name.substring(0, space));
    }

    public void debug(Object message) {
        target.trace("{}", message);
    }

    public void debug(Object message, Throwable cause) {
        target.trace("{}", message, cause);
    }

    public void info(Object message) {
        target.debug("{}", message);
    }

    public void info(Object message, Throwable cause) {
        target.debug("{}", message, cause);
    }

    public void warn(Object message) {
        target.warn("{}", message);
    }

    public void warn(Object message, Throwable cause) {
        target.warn("{}", message, cause);
    }

    public void error(Object message) {
        target.error("{}", message);
    }

    public void error(Object message, Throwable cause) {
        if (isInterruption(cause)) {
            // That is how a text is stopped that nobody wants any more.
            target.debug("{}", message, cause);
        } else {
            target.error("{}", message, cause);
        }
    }

    private static boolean isInterruption(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof InterruptedException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    public void log(Priority priority, Object message, Throwable cause) {
        if (priority == Level.ERROR || priority == Level.WARN) {
            warn(message, cause);
        } else {
            info(message, cause);
        }
    }

    /** Never DEBUG unless it is wanted: MaryTTS writes out each step's document then. */
    public Level getEffectiveLevel() {
        return target.isTraceEnabled() ? Level.DEBUG : Level.INFO;
    }

    /** Something, so that MaryTTS leaves the configuration alone. */
    public Enumeration<Appender> getAllAppenders() {
        return Collections.enumeration(List.of(new Appender() {
        }));
    }

    // What would change the configuration does nothing: SLF4J has its own.

    public void addAppender(Appender appender) {
    }

    public void removeAllAppenders() {
    }

    public void setAdditivity(boolean additive) {
    }

    public void setLevel(Level level) {
    }
}
