package announcer.itest.support;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between browsers and a server: an address on this machine that stays, while the server behind it is started anew on another
 * port, or cannot be reached. Safe for use by any thread.
 */
public final class Relay implements AutoCloseable {
    private final ServerSocket entrance;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int port;
    private volatile boolean cut;

    /** Leads to the server of this URL. */
    public Relay(String url) throws IOException {
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        lead(url);
        daemon("relay-entrance", this::accept);
    }

    /** Leads to another server from now on. */
    public void lead(String url) {
        port = URI.create(url).getPort();
    }

    /** Where it is reached, with this path. */
    public String url(String path) {
        return "http://127.0.0.1:" + entrance.getLocalPort() + path;
    }

    /** Ends all connections; new ones end at once. */
    public void cut() {
        cut = true;
        open.forEach(Relay::end);
    }

    /** Connections are possible again. */
    public void mend() {
        cut = false;
    }

    private void accept() {
        try {
            while (true) {
                Socket near = entrance.accept();
                if (cut) {
                    end(near);
                } else {
                    daemon("relay-connection", () -> connect(near));
                }
            }
        } catch (IOException e) {
            // It is closed.
        }
    }

    private void connect(Socket near) {
        open.add(near);
        try (Socket far = new Socket(InetAddress.getLoopbackAddress(), port)) {
            open.add(far);
            if (cut) {
                end(near);
                return;
            }
            daemon("relay-back", () -> pass(far, near));
            pass(near, far);
            open.remove(far);
        } catch (IOException e) {
            // Nobody is there: the browser sees it as it would without us.
        } finally {
            end(near);
            open.remove(near);
        }
    }

    /** Until one of them ends; then both do. */
    private static void pass(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            in.transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of them has gone.
        } finally {
            end(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It has ended.
        }
    }

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        open.forEach(Relay::end);
    }
}
