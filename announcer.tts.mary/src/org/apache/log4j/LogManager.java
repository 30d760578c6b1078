package org.apache.log4j;

/** Where MaryTTS looks for the root logger. */
public final class LogManager {
    private LogManager() {
    }

    public static Logger getRootLogger() {
        return Logger.ROOT;
    }
}
