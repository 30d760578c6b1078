package announcer.logback;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import ch.qos.logback.core.rolling.RollingPolicyBase;
import ch.qos.logback.core.rolling.RolloverFailure;

/**
 * Numbers full files: {@code announcer.log} becomes {@code announcer.1.log}, that one {@code announcer.2.log}, and so on. Called by its
 * appender, under the appender's lock.
 */
final class NumberedFiles extends RollingPolicyBase {
    private final Path file;
    private final int last;

    /** @param last the highest number, at least 1 */
    NumberedFiles(Path file, int last) {
        this.file = file;
        this.last = Math.max(1, last);
    }

    @Override
    public String getActiveFileName() {
        return file.toString();
    }

    /** Begins with the oldest, which is replaced: each other name is free when a file moves to it. */
    @Override
    public void rollover() {
        try {
            for (int number = last - 1; number >= 0; number--) {
                Path from = numbered(number);
                if (Files.exists(from)) {
                    Files.move(from, numbered(number + 1), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            addError("cannot number the full file " + file + "; it is written on", e);
            throw new RolloverFailure(e.toString());
        }
    }

    private Path numbered(int number) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        return number == 0 ? file : file.resolveSibling(stem + "." + number + (dot < 0 ? "" : name.substring(dot)));
    }
}
