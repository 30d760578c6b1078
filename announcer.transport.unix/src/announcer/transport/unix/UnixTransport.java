package announcer.transport.unix;

import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.MediaPipe;
import announcer.api.stream.MediaTransport;
import announcer.api.stream.PipeRequest;
import announcer.lib.socket.LastValid;
import announcer.lib.socket.PipeRegistry;
import announcer.lib.socket.SocketPipe;

/** Carries media through Unix domain sockets. Activation touches nothing: the native library is loaded when the first pipe is opened. */
@Component(service = MediaTransport.class, configurationPid = UnixTransport.PID, property = MediaTransport.TYPE + "=unix")
@Designate(ocd = UnixTransportConfig.class)
public class UnixTransport implements MediaTransport {
    static final String PID = "announcer.transport.unix";

    private static final Logger LOG = LoggerFactory.getLogger(UnixTransport.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+");
    private static final int ATTEMPTS = 20;

    /**
     * The place of a socket.
     *
     * @param isPrivate whether it lies in the private folder; else its path is configured
     */
    private record Place(Path path, boolean isPrivate) {}

    private final Optional<Path> runtimeFolder;
    private final Path temporaryFolder;
    private final Path home;
    /** Made for the first pipe that needs it; guarded by this. */
    private PrivateFolder privateFolder;
    private final SendBuffer sendBuffer = new SendBuffer();
    private final PipeRegistry pipes = new PipeRegistry(PID);
    private final LastValid<UnixTransportSettings> settings = new LastValid<>(PID);

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
        settings.change(() -> UnixTransportSettings.of(config));
    }

    void apply(UnixTransportSettings valid) {
        settings.set(valid);
    }

    @Deactivate
    void deactivate() {
        pipes.stop();
    }

    @Override
    public MediaPipe open(PipeRequest request) throws IOException {
        UnixTransportSettings now = settings.get();
        try {
            // Every key is free: the lock of a path knows also the pipes of other processes, and tells whose they are.
            return pipes.open(new Object(), "", closed -> open(request, now, closed));
        } catch (LinkageError e) {
            throw new IOException(
                    "the native library of junixsocket cannot be loaded (" + e.getMessage() + "): is the temporary folder mounted noexec? "
                            + "Then name another with -Dorg.newsclub.net.unix.library.tmpdir=<folder>",
                    e);
        }
    }

    private MediaPipe open(PipeRequest request, UnixTransportSettings now, Runnable closed) throws IOException {
        long uid = Peers.ownUid();
        String name = name(request);
        if (now.socketPath().isPresent()) {
            Path path = Path.of(now.socketPath().get().replace(UnixTransportSettings.CHANNEL, name)).normalize();
            checkLength(path);
            try {
                return open(request, now, uid, new Place(path, false), closed);
            } catch (NoSuchFileException e) {
                throw new IOException("the folder of " + path + " does not exist: make it, or choose another socketPath in " + PID, e);
            }
        }
        String file = name + ".sock";
        PrivateFolder folder = privateFolder(uid);
        for (int attempt = 0;; attempt++) {
            Path path = folder.make(file).resolve(file);
            try {
                checkLength(path);
                return open(request, now, uid, new Place(path, true), closed);
            } catch (NoSuchFileException e) {
                // Another instance that left has just removed the folder as empty.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private MediaPipe open(PipeRequest request, UnixTransportSettings now, long uid, Place place, Runnable closed) throws IOException {
        Path path = place.path();
        int size = sendBuffer.sizeFor(request.bytesPerWrite(), now.bufferBytes(request));
        SocketLock lock = SocketLock.take(path, "channel " + request.channel());
        SocketFile file = null;
        MediaPipe pipe = null;
        try {
            file = SocketFile.listen(path, now);
            SocketFile listening = file;
            Peers peers = new Peers(uid, now.allowedUids(), path.toString(), System::nanoTime, LOG::warn);
            pipe = new SocketPipe("unix:" + path, file.listener(), new UnixReaders(peers), size, request.bytesPerWrite(), () -> {
                leave(place, Optional.of(listening), lock);
                closed.run();
            });
            return pipe;
        } finally {
            if (pipe == null) {
                leave(place, Optional.ofNullable(file), lock);
            }
        }
    }

    /** In this order: nobody may come to the path before the file is gone, nor make a lock in a folder that is about to go. */
    private static void leave(Place place, Optional<SocketFile> file, SocketLock lock) {
        try {
            try {
                if (file.isPresent()) {
                    file.get().close();
                }
            } finally {
                lock.release();
            }
            if (place.isPrivate()) {
                PrivateFolder.removeIfEmpty(place.path().getParent());
            }
        } catch (IOException e) {
            LOG.warn("Could not remove all that belongs to the socket {}", place.path(), e);
        }
    }

    /** One for all pipes, which are to lie together and to complain once. */
    private synchronized PrivateFolder privateFolder(long uid) {
        if (privateFolder == null) {
            privateFolder = new PrivateFolder(runtimeFolder, temporaryFolder, uid, home, LOG::warn);
        }
        return privateFolder;
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
