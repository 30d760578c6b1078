package announcer.transport.unix;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import announcer.api.stream.PipeRequest;

/** The program that a test runs in a JVM of its own. */
final class LockContender {
    private LockContender() {
    }

    public static void main(String[] args) throws Exception {
        if (args[0].equals("own")) {
            own(args[1]);
        } else {
            contend(Path.of(args[1]), Integer.parseInt(args[2]));
        }
    }

    static Process start(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java"), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")), LockContender.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    /** Owns a socket until it is killed, or its standard input ends. */
    private static void own(String socketPath) throws Exception {
        UnixTransport transport = new UnixTransport(Optional.empty(), Path.of("/nowhere"), Path.of("/home"));
        transport.apply(UnixTransportSettings.of(socketPath, "0600", "", "", 0));
        transport.open(new PipeRequest("main", "audio", 48_000, 960, 7680));
        System.out.println("open");
        try (InputStream in = System.in) {
            in.transferTo(System.err);
        }
    }

    /** Takes and releases a lock over and over; two owners at one time would meet at the file. Exits 0 when they never did. */
    private static void contend(Path socket, int times) throws IOException {
        int taken = 0;
        while (taken < times) {
            SocketLock lock;
            try {
                lock = SocketLock.take(socket, "a test");
            } catch (IOException e) {
                if (!e.getMessage().contains("in use by") && !e.getMessage().contains("over and over")) {
                    throw e;
                }
                Thread.onSpinWait();
                continue;
            }
            Path alone = Files.createFile(socket.resolveSibling("alone"));
            Files.delete(alone);
            lock.release();
            taken++;
        }
    }
}
