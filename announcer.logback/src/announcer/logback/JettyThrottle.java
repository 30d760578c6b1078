package announcer.logback;

import java.util.OptionalLong;

import org.slf4j.Marker;

import announcer.lib.log.LogThrottle;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.Context;
import ch.qos.logback.core.spi.FilterReply;

/**
 * Lets each kind of Jetty's warnings into the logs once a minute: strangers cause some of them with each request, and would push everything else out
 * of the files. Asked on the threads that log.
 */
final class JettyThrottle extends TurboFilter {
    private static final String JETTY = "org.eclipse.jetty.";
    private static final String MORE = "{} entries like the next were left out";

    private final LogThrottle throttle = new LogThrottle(System::nanoTime);

    private JettyThrottle() {
    }

    /** Puts one into a context, unless one is there. */
    static void into(Context context) {
        if (context instanceof LoggerContext loggers) {
            synchronized (JettyThrottle.class) {
                if (loggers.getTurboFilterList().stream().noneMatch(JettyThrottle.class::isInstance)) {
                    JettyThrottle filter = new JettyThrottle();
                    filter.setContext(context);
                    filter.start();
                    loggers.addTurboFilter(filter);
                }
            }
        }
    }

    @Override
    public FilterReply decide(Marker marker, Logger logger, Level level, String format, Object[] parameters, Throwable thrown) {
        if (format == null || level != Level.WARN || !logger.getName().startsWith(JETTY) || format.equals(MORE)) {
            return FilterReply.NEUTRAL;
        }
        OptionalLong missed = throttle.pass(logger.getName() + " " + format + (thrown == null ? "" : " " + thrown.getClass().getName()));
        if (missed.isEmpty()) {
            return FilterReply.DENY;
        }
        if (missed.getAsLong() > 0) {
            logger.warn(MORE, missed.getAsLong());
        }
        return FilterReply.NEUTRAL;
    }
}
