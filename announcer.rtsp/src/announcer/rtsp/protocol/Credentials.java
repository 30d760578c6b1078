package announcer.rtsp.protocol;

/** A user and a password. */
public record Credentials(String user, String password) {
    /** Without the password: records end up in logs. */
    @Override
    public String toString() {
        return "Credentials[" + user + "]";
    }
}
