package org.apache.log4j;

/** The lookup of the root logger for MaryTTS. */
public final class LogManager {
    private LogManager() {
    }

    public static Logger getRootLogger() {
        return Logger.ROOT;
    }
}
