package announcer.transport.unix;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.PipeRequest;
import announcer.lib.socket.BufferMillis;

/**
 * The configuration, checked.
 *
 * @param socketPath absolute, may hold {@link #CHANNEL}; empty: the private folder
 * @param mode permissions of the socket file
 * @param group group of the socket file; empty: left as it is
 * @param allowedUids users let in besides our own
 * @param buffer overrides what the channel asks for
 */
record UnixTransportSettings(Optional<String> socketPath, Set<PosixFilePermission> mode, Optional<String> group, Set<Long> allowedUids,
        BufferMillis buffer) {
    static final String CHANNEL = "{channel}";
    private static final Pattern OCTAL = Pattern.compile("0?[0-7]{3}");
    private static final long MAX_UID = 0xffff_fffeL;

    static UnixTransportSettings of(String socketPath, String mode, String group, String allowedUids, int bufferMillis)
            throws InvalidConfigurationException {
        Optional<String> path = checkedPath(socketPath.strip());
        Optional<String> named = Optional.of(group.strip()).filter(g -> !g.isEmpty());
        if (named.isPresent() && path.isEmpty()) {
            throw new InvalidConfigurationException("group", "group is '" + named.get()
                    + "' but socketPath is empty: the default folder is closed to every other user; set socketPath too, or leave group empty");
        }
        return new UnixTransportSettings(path, permissions(mode.strip()), named, uids(allowedUids), BufferMillis.of(bufferMillis));
    }

    static UnixTransportSettings of(UnixTransportConfig c) throws InvalidConfigurationException {
        return of(c.socketPath(), c.mode(), c.group(), c.allowedUids(), c.bufferMillis());
    }

    /** Bytes that the operating system should hold at most for this request. */
    int bufferBytes(PipeRequest r) {
        return buffer.bytes(r);
    }

    private static Optional<String> checkedPath(String path) throws InvalidConfigurationException {
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (!path.startsWith("/") || path.endsWith("/") || path.indexOf('\0') >= 0) {
            throw new InvalidConfigurationException("socketPath",
                    "socketPath is '" + path
                            + "'; it must be the absolute path of a file, such as /tmp/tts_audio.sock or /run/x/{channel}.sock");
        }
        String shortest = path.replace(CHANNEL, "a");
        if (Path.of(shortest).normalize().getNameCount() == 0) {
            throw new InvalidConfigurationException("socketPath", "socketPath is '" + path + "', which names no file");
        }
        Optional<String> tooLong = SocketFile.lengthProblem(shortest);
        if (tooLong.isPresent()) {
            throw new InvalidConfigurationException("socketPath", "socketPath: " + tooLong.get());
        }
        return Optional.of(path);
    }

    private static Set<PosixFilePermission> permissions(String mode) throws InvalidConfigurationException {
        int bits = OCTAL.matcher(mode).matches() ? Integer.parseInt(mode, 8) : -1;
        if (bits < 0 || (bits & ~0660) != 0 || (bits & 0600) != 0600) {
            throw new InvalidConfigurationException("mode",
                    "mode is '" + mode
                            + "'; it must be octal and at most 0660, and the owner must read and write: 0600, 0620, 0640 or 0660");
        }
        Set<PosixFilePermission> set = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
        if ((bits & 0040) != 0) {
            set.add(PosixFilePermission.GROUP_READ);
        }
        if ((bits & 0020) != 0) {
            set.add(PosixFilePermission.GROUP_WRITE);
        }
        return Set.copyOf(set);
    }

    private static Set<Long> uids(String list) throws InvalidConfigurationException {
        Set<Long> uids = new HashSet<>();
        for (String part : list.split(",", -1)) {
            String uid = part.strip();
            if (uid.isEmpty() && list.isBlank()) {
                continue;
            }
            if (!uid.matches("[0-9]{1,10}") || Long.parseLong(uid) > MAX_UID) {
                throw new InvalidConfigurationException("allowedUids",
                        "allowedUids is '" + list + "', where '" + uid
                                + "' is no user id; it must be numbers separated by commas, such as 1000, 1001");
            }
            uids.add(Long.valueOf(uid));
        }
        return Set.copyOf(uids);
    }
}
