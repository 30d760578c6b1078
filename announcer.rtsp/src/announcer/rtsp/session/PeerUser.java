package announcer.rtsp.session;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The user at the other end of a connection that comes from this machine, where the operating system tells it: Linux, in {@code /proc}. */
final class PeerUser {
    private static final Logger LOG = LoggerFactory.getLogger(PeerUser.class);
    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    private static final int LOCAL = 1;
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int USER = 7;
    /** What is left of a closed connection: it has no user, and 0 in its place. */
    private static final String TIME_WAIT = "06";
    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    private PeerUser() {
    }

    /**
     * The number of another user who has opened a connection.
     *
     * @param peer its far end
     * @param here its near end, which is ours
     * @return empty when it is our own user, not of this machine, or not known
     */
    static OptionalLong stranger(InetSocketAddress peer, InetSocketAddress here) {
        return stranger(TABLES, peer, here);
    }

    /** Looks whatever the peer's address is: this machine has more than its loopback ones, and of another machine's end the tables know nothing. */
    static OptionalLong stranger(List<Path> tables, InetSocketAddress peer, InetSocketAddress here) {
        return strangerIn(rows(tables), peer, here);
    }

    /** The rows of the kernel's tables now. */
    static List<String> rows() {
        return rows(TABLES);
    }

    private static List<String> rows(List<Path> tables) {
        List<String> rows = new ArrayList<>();
        for (Path table : tables) {
            try {
                rows.addAll(Files.readAllLines(table, StandardCharsets.US_ASCII));
            } catch (IOException e) {
                LOG.debug("{} cannot be read", table, e);
            }
        }
        return rows;
    }

    /** @param rows of the kernel's tables: where they have one user for all, both ends are the same, and nobody is a stranger */
    static OptionalLong strangerIn(List<String> rows, InetSocketAddress peer, InetSocketAddress here) {
        OptionalLong theirs = owner(rows, peer, here);
        OptionalLong ours = owner(rows, here, peer);
        return ours.isPresent() && !theirs.equals(ours) ? theirs : OptionalLong.empty();
    }

    /** The owner of the socket that is bound to {@code local} and connected to {@code remote}. */
    static OptionalLong owner(List<String> rows, InetSocketAddress local, InetSocketAddress remote) {
        String ofLocal = end(local, false);
        String ofRemote = end(remote, false);
        String mappedLocal = end(local, true);
        String mappedRemote = end(remote, true);
        for (String row : rows) {
            // Most rows are others': nothing else is done with those.
            if (row.contains(ofLocal)) {
                String[] words = row.strip().split(" +");
                if (words.length > USER && !words[STATE].equals(TIME_WAIT)
                        && (words[LOCAL].equals(ofLocal) && words[REMOTE].equals(ofRemote)
                                || words[LOCAL].equals(mappedLocal) && words[REMOTE].equals(mappedRemote))) {
                    return OptionalLong.of(Long.parseLong(words[USER]));
                }
            }
        }
        return OptionalLong.empty();
    }

    /**
     * An end of a connection as the kernel writes it: the address as words of four bytes in the machine's order.
     *
     * @param mapped an IPv4 address as IPv6 has it, which it is on a socket for both
     */
    private static String end(InetSocketAddress address, boolean mapped) {
        byte[] bytes = address.getAddress().getAddress();
        ByteBuffer given = ByteBuffer.allocate(bytes.length == 4 && mapped ? 16 : bytes.length);
        if (given.capacity() > bytes.length) {
            given.put(MAPPED);
        }
        given.put(bytes).flip().order(ByteOrder.nativeOrder());
        StringBuilder text = new StringBuilder();
        HexFormat hex = HexFormat.of().withUpperCase();
        while (given.hasRemaining()) {
            text.append(hex.toHexDigits(given.getInt()));
        }
        return text.append(':').append(hex.toHexDigits((short) address.getPort())).toString();
    }
}
