package announcer.transport.unix;

import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.regex.Pattern;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.config.InvalidConfigurationException;
import announcer.api.stream.MediaPipe;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.PipeRequest;

/** Carries media through Unix domain sockets. Activation touches nothing: the native library is loaded when the first pipe is opened. */
@Component(service = MediaTransport.class, configurationPid = UnixTransport.PID, property = MediaTransport.TYPE + "=unix")
@Designate(ocd = UnixTransportConfig.class)
public class UnixTransport implements MediaTransport {
    static final String PID = "announcer.transport.unix";

    private static final Logger LOG = LoggerFactory.getLogger(UnixTransport.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final int ATTEMPTS = 20;
    private static final long STOP_SECONDS = 5;

    private final Optional<Path> runtimeFolder;
    private final Path temporaryFolder;
    private final Path home;
    private final SendBuffer sendBuffer = new SendBuffer();
    private final Set<UnixPipe> open = ConcurrentHashMap.newKeySet();
    /** Many open at once; the transport stops when none does. */
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private volatile Settings settings;
    private volatile InvalidConfigurationException problem;
    private volatile boolean stopped;

    @Activate
    public UnixTransport(BundleContext context, UnixTransportConfig config) {
        this(Optional.ofNullable(System.getenv("XDG_RUNTIME_DIR")).filter(p -> p.startsWith("/")).map(Path::of), Path.of("/tmp"),
                home(context));
        modified(config);
    }

    UnixTransport(Optional<Path> runtimeFolder, Path temporaryFolder, Path home) {
        this.runtimeFolder = runtimeFolder;
        this.temporaryFolder = temporaryFolder;
        this.home = home;
    }

    /** Applies to pipes that are opened from now on; those that are open stay where they are. */
    @Modified
    void modified(UnixTransportConfig config) {
        try {
            apply(Settings.of(config));
        } catch (InvalidConfigurationException e) {
            problem = e;
            LOG.error("{}: {}; {}", PID, e.getMessage(),
                    settings == null ? "no socket can be opened" : "the last valid values stay in force");
        }
    }

    void apply(Settings valid) {
        settings = valid;
        problem = null;
    }

    /**
     * Whoever opened a pipe closes it when the service goes; what is left is closed here, so that no socket outlives the bundle. Waits for
     * what others are opening and closing: once the bundle's class loader has gone, they could no longer finish, and a path would stay taken.
     */
    @Deactivate
    void deactivate() {
        stopped = true;
        // Whoever stops it may be interrupted, at the shell for instance: all of it is done first.
        boolean interrupted = Thread.interrupted();
        try {
            if (life.writeLock().tryLock(STOP_SECONDS, TimeUnit.SECONDS)) {
                life.writeLock().unlock();
            } else {
                LOG.warn("a socket is still being opened after {} s: is its folder on a disk that does not answer?", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        }
        for (UnixPipe left : open) {
            LOG.info("{} was still open when the transport stopped: closed", left.inputUrl());
            left.close();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public MediaPipe open(PipeRequest request) throws IOException {
        Settings now = settings;
        if (now == null) {
            throw new IOException("the configuration " + PID + " is not valid: " + problem.getMessage(), problem);
        }
        life.readLock().lock();
        try {
            if (stopped) {
                throw new IOException("the transport " + PID + " has stopped");
            }
            return open(request, now);
        } catch (LinkageError e) {
            throw new IOException(
                    "the native library of junixsocket cannot be loaded (" + e.getMessage() + "): is the temporary folder mounted noexec? "
                            + "Then name another with -Dorg.newsclub.net.unix.library.tmpdir=<folder>",
                    e);
        } finally {
            life.readLock().unlock();
        }
    }

    private MediaPipe open(PipeRequest request, Settings now) throws IOException {
        long uid = Peers.ownUid();
        String name = name(request);
        if (now.socketPath().isPresent()) {
            Path path = Path.of(now.socketPath().get().replace(Settings.CHANNEL, name)).normalize();
            checkLength(path);
            try {
                return open(request, now, uid, path, Optional.empty());
            } catch (NoSuchFileException e) {
                throw new IOException("the folder of " + path + " does not exist: make it, or choose another socketPath in " + PID, e);
            }
        }
        PrivateFolder folder = new PrivateFolder(runtimeFolder, temporaryFolder, uid, home);
        Path path = folder.path().resolve(name + ".sock");
        checkLength(path);
        for (int attempt = 0;; attempt++) {
            folder.make();
            try {
                return open(request, now, uid, path, Optional.of(folder));
            } catch (NoSuchFileException e) {
                // Another instance that left has just removed the folder as empty.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private MediaPipe open(PipeRequest request, Settings now, long uid, Path path, Optional<PrivateFolder> folder) throws IOException {
        int size = sendBuffer.sizeFor(request.bytesPerWrite(), now.bufferBytes(request));
        SocketLock lock = SocketLock.take(path, "channel " + request.channel());
        SocketFile file = null;
        UnixPipe pipe = null;
        try {
            file = SocketFile.listen(path, now);
            SocketFile listening = file;
            Peers peers = new Peers(uid, now.allowedUids(), path.toString(), System::nanoTime, LOG::warn);
            pipe = new UnixPipe(path.toString(), file.listener(), peers, size, request.bytesPerWrite(), closed -> {
                leave(path, Optional.of(listening), lock, folder);
                open.remove(closed);
            });
        } finally {
            if (pipe == null) {
                leave(path, Optional.ofNullable(file), lock, folder);
            }
        }
        open.add(pipe);
        if (stopped) {
            // It took longer than whoever stopped the transport waited.
            pipe.close();
            throw new IOException("the transport " + PID + " has stopped");
        }
        return pipe;
    }

    /** In this order: nobody may come to the path before the file is gone, nor make a lock in a folder that is about to go. */
    private static void leave(Path path, Optional<SocketFile> file, SocketLock lock, Optional<PrivateFolder> folder) {
        try {
            try {
                if (file.isPresent()) {
                    file.get().close();
                }
            } finally {
                lock.release();
            }
            if (folder.isPresent()) {
                folder.get().removeIfEmpty();
            }
        } catch (IOException e) {
            LOG.warn("Could not remove all that belongs to the socket {}", path, e);
        }
    }

    private static String name(PipeRequest request) throws IOException {
        for (String part : new String[]{request.channel(), request.stream()}) {
            if (!NAME.matcher(part).matches()) {
                throw new IOException("'" + part + "' cannot be part of a socket's name: only letters, digits, - and _ can");
            }
        }
        // No channel id holds a point: so these names never meet.
        return request.stream().equals("audio") ? request.channel() : request.channel() + "." + request.stream();
    }

    private static void checkLength(Path path) throws IOException {
        Optional<String> tooLong = SocketFile.lengthProblem(path.toString());
        if (tooLong.isPresent()) {
            throw new IOException(tooLong.get() + " with socketPath in " + PID);
        }
    }

    private static Path home(BundleContext context) {
        String home = context.getProperty("announcer.home");
        if (home != null) {
            return Path.of(home);
        }
        File own = context.getDataFile("");
        return own == null ? Path.of("announcer-home") : own.toPath();
    }
}
