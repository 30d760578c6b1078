package announcer.logback;

import java.nio.file.Path;

import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.FileSize;

/**
 * A log file in the home's folder {@code logs/}, whatever the name of the home: logback's variables and file name patterns know no escape.
 * A full file becomes number 1, and the numbered ones move on by one. logback calls the setters as {@code conf/logback.xml} says, then
 * {@link #start}.
 *
 * @param <E> the kind of events
 */
public class HomeLogFile<E> extends RollingFileAppender<E> {
    /** System property: the home's absolute path. */
    static final String HOME = "announcer.home";

    private FileSize maxFileSize = FileSize.valueOf("10MB");
    private int maxIndex = 5;

    /** @param name of the file, without a folder */
    @Override
    public void setFile(String name) {
        String home = System.getProperty(HOME);
        if (home == null) {
            addError("the system property " + HOME + " is not set: nothing is logged to " + name);
        } else {
            super.setFile(Path.of(home, "logs", name.strip()).toString());
        }
    }

    /** @param size at which a file is full */
    public void setMaxFileSize(FileSize size) {
        maxFileSize = size;
    }

    /** @param index number of full files that are kept, at least 1 */
    public void setMaxIndex(int index) {
        maxIndex = index;
    }

    FileSize fullAt() {
        return maxFileSize;
    }

    int keeps() {
        return maxIndex;
    }

    @Override
    public void start() {
        if (fileName == null) {
            addError("the appender " + getName() + " has no file: nothing is logged to it");
            return;
        }
        SizeBasedTriggeringPolicy<E> full = new SizeBasedTriggeringPolicy<>();
        full.setContext(getContext());
        full.setMaxFileSize(maxFileSize);
        full.start();
        setTriggeringPolicy(full);
        NumberedFiles numbered = new NumberedFiles(Path.of(fileName), maxIndex);
        numbered.setContext(getContext());
        numbered.setParent(this);
        numbered.start();
        setRollingPolicy(numbered);
        // Here, and not in conf/logback.xml: the homes that are there have theirs already.
        JettyThrottle.into(getContext());
        super.start();
    }
}
