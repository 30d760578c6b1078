package announcer.bench.chaos;

/** Kinds of faults. */
public enum Fault {
    FFMPEG_KILLED("ffmpeg killed"), FFMPEG_STOPPED("ffmpeg stopped (SIGSTOP)"), PUSH_RESTARTED(
            "push restarted by the API"), BUNDLE_RESTARTED("bundle stopped and started"), BUNDLE_UPDATED(
                    "bundle updated"), BUNDLE_REFRESHED("bundle refreshed"), CONFIGURATION_SAVED("configuration saved"), SLOW_PLAYER(
                            "player that reads nothing"), VANISHED_PLAYER(
                                    "player that vanishes"), JVM_STOPPED(
                                            "JVM stopped for 1 s (SIGSTOP)"), SERVER_AWAY("external RTSP server away for 1 s"),
    /** Only where there is a C compiler. */
    CLOCK_JUMPED("wall clock jumps"),
    /** Only where the home is on a file system of its own. */
    DISK_FULL("disk full for 1 s"),
    /** Only with a journal. */
    JVM_KILLED("JVM killed");

    private final String words;

    Fault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
