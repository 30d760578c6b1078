package announcer.ffmpeg;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.Push;
import announcer.api.stream.PushRequest;
import announcer.api.stream.PushStatus;
import announcer.api.stream.RunDestination;
import announcer.api.stream.StreamPusher;
import announcer.api.stream.Urls;
import announcer.ffmpeg.command.Certificates;
import announcer.ffmpeg.command.FfmpegCommand;
import announcer.ffmpeg.process.FfmpegLauncher;
import announcer.ffmpeg.program.BundleSource;
import announcer.ffmpeg.program.FfmpegFinder;
import announcer.ffmpeg.program.FfmpegProgram;
import announcer.ffmpeg.program.PackagedFfmpeg;
import announcer.ffmpeg.program.ProgramProbe;
import announcer.ffmpeg.supervisor.PushProcess;
import announcer.ffmpeg.supervisor.RestartSlots;
import announcer.ffmpeg.supervisor.SupervisedPush;
import announcer.lib.log.LogThrottle;
import announcer.lib.process.SearchPath;
import announcer.lib.time.MonotonicClock;

/**
 * Publishes pipes by running ffmpeg, one process for each push. A service of its own class as well within this bundle, for who needs the same
 * program. Safe for use by any thread.
 */
@Component(configurationPid = "announcer.ffmpeg", service = {StreamPusher.class, FfmpegPusher.class}, property = StreamPusher.TYPE + "="
        + FfmpegPusher.NAME)
@Designate(ocd = FfmpegConfig.class)
public final class FfmpegPusher implements StreamPusher {
    private static final Logger LOG = LoggerFactory.getLogger(FfmpegPusher.class);
    /** The name of this pusher in a channel's settings. */
    static final String NAME = "ffmpeg";
    private static final Duration PROBE = Duration.ofSeconds(5);

    private final FfmpegFinder finder;
    private final FfmpegLauncher launcher;
    private final RestartSlots slots = new RestartSlots(MonotonicClock.SYSTEM.nanoTime());
    /** Each is here for as long as its thread lives. */
    private final Set<SupervisedPush> pushes = ConcurrentHashMap.newKeySet();
    /** Of warnings about servers whose certificates are not verified. */
    private final LogThrottle unverified = new LogThrottle(MonotonicClock.SYSTEM::nanoTime);
    private volatile FfmpegSettings settings;
    private boolean stopped;

    @Activate
    public FfmpegPusher(BundleContext context, FfmpegConfig config) {
        this(systemFinder(context, folder(context)), FfmpegSettings.of(config), HomeOwner.of(folder(context)));
    }

    /** @param owner what the runs on this home have in common, and no other */
    FfmpegPusher(FfmpegFinder finder, FfmpegSettings settings, String owner) {
        this.finder = finder;
        this.settings = settings;
        launcher = new FfmpegLauncher(owner);
        launcher.endOrphans();
    }

    private static Path folder(BundleContext context) {
        String home = context.getProperty("announcer.home");
        Path folder = home == null ? context.getDataFile("ffmpeg").toPath() : Path.of(home, "data", "ffmpeg");
        return folder.toAbsolutePath().normalize();
    }

    private static FfmpegFinder systemFinder(BundleContext context, Path folder) {
        String osName = System.getProperty("os.name");
        boolean windows = osName.startsWith("Windows");
        return new FfmpegFinder(FfmpegFinder.systemFolders(SearchPath.ofEnvironment(), windows),
                windows ? "ffmpeg.exe" : "ffmpeg",
                new PackagedFfmpeg(new BundleSource(context, BundleSource.machine(osName, System.getProperty("os.arch"))), folder),
                new ProgramProbe(PROBE), MonotonicClock.SYSTEM);
    }

    @Modified
    void modified(FfmpegConfig config) {
        change(FfmpegSettings.of(config));
    }

    void change(FfmpegSettings next) {
        FfmpegSettings before = settings;
        settings = next;
        List<SupervisedPush> changed = pushes.stream().filter(push -> !sameCommand(push.request(), before, next)).toList();
        if (!changed.isEmpty()) {
            LOG.info("the settings of ffmpeg have changed: {} restarted",
                    changed.size() == 1 ? "1 push is" : changed.size() + " pushes are");
        }
        for (SupervisedPush push : pushes) {
            if (changed.contains(push)) {
                push.restart("the settings of ffmpeg have changed");
            } else {
                push.retime();
            }
        }
    }

    private static boolean sameCommand(PushRequest request, FfmpegSettings before, FfmpegSettings next) {
        return before.path().equals(next.path())
                && FfmpegCommand.arguments(request, request.destination(), before.encoding(), true)
                        .equals(FfmpegCommand.arguments(request, request.destination(), next.encoding(), true));
    }

    @Deactivate
    void deactivate() {
        synchronized (this) {
            stopped = true;
        }
        // A push that is looking for its program would end only when that has answered.
        finder.close();
        // Each takes its time to end: together, not one after the other.
        pushes.forEach(SupervisedPush::closeSoon);
        pushes.forEach(SupervisedPush::close);
    }

    @Override
    public Push push(PushRequest request, Consumer<PushStatus> onChange) {
        return push(request, request::destination, onChange);
    }

    @Override
    public Push push(PushRequest request, RunDestination destination, Consumer<PushStatus> onChange) {
        SupervisedPush push = new SupervisedPush(request, destination, (ofRun, listener) -> start(request, ofRun, listener),
                () -> settings.limits(), slots, onChange, pushes::remove);
        synchronized (this) {
            if (stopped) {
                throw new IllegalStateException("the pusher ffmpeg has stopped");
            }
            pushes.add(push);
            try {
                push.start();
            } catch (RuntimeException | Error e) {
                // No thread could be had: it will not take itself out.
                pushes.remove(push);
                throw e;
            }
        }
        return push;
    }

    /** Starts the processes of this run, whose owner it knows. */
    FfmpegLauncher launcher() {
        return launcher;
    }

    /**
     * The program that works and has what is needed; see {@link FfmpegFinder#find}. May take seconds.
     *
     * @throws IOException when there is none
     */
    FfmpegProgram program(FfmpegProgram.Need need) throws IOException {
        return finder.find(settings.path(), need);
    }

    /** One that {@link #program} gave did not start. */
    void forget(FfmpegProgram ffmpeg) {
        finder.forget(ffmpeg.program());
    }

    private PushProcess start(PushRequest request, String destination, PushProcess.Listener listener) throws IOException {
        FfmpegSettings now = settings;
        String encoder = FfmpegCommand.encoder(FfmpegCommand.codec(request, now.encoding()));
        FfmpegProgram.Need need = FfmpegProgram.Need.of(request.inputUrl(), encoder);
        boolean toVerify = now.encoding().certificates().concern(destination);
        FfmpegProgram ffmpeg = toVerify ? finder.findVerifying(now.path(), need) : finder.find(now.path(), need);
        boolean verifies = toVerify && finder.verifiesCertificates(ffmpeg);
        if (verifies && Certificates.hasAddress(destination)) {
            unverified.pass(request.channel()).ifPresent(missed -> LOG.warn(
                    "channel {}: the certificate of {} is verified, but not for whom it is: ffmpeg compares it with a name only, and this is an "
                            + "address. Name the server by its name",
                    request.channel(), Urls.masked(destination)));
        } else if (toVerify && !verifies) {
            unverified.pass(request.channel()).ifPresent(missed -> LOG.warn(
                    "channel {}: ffmpeg {} at {} cannot verify the certificate of {}: whoever stands in between can take the stream. Use one that "
                            + "can (version 8, or the packaged one: path of announcer.ffmpeg left empty), or set verifyCertificates to false",
                    request.channel(), ffmpeg.version(), ffmpeg.program(), Urls.masked(destination)));
        }
        try {
            return launcher.launch(ffmpeg, FfmpegCommand.arguments(request, destination, now.encoding(), verifies),
                    SupervisedPush.threadName(request), listener);
        } catch (IOException e) {
            finder.forget(ffmpeg.program());
            throw e;
        }
    }
}
