package announcer.bench.chaos;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import announcer.bench.http.ApiClient;
import announcer.bench.process.Processes;
import announcer.bench.product.Home;
import announcer.bench.product.Launcher;
import announcer.bench.rtsp.Arrivals;
import announcer.bench.rtsp.BadPlayer;
import announcer.bench.rtsp.PublisherSink;
import announcer.bench.util.Until;

/** One run of chaos: a product of its own, one fault after the other, and what has become of the announcements meanwhile. */
@SuppressWarnings("try") // held open while it works, and closed by whoever waits
public final class ChaosRun {
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final Duration SETTLING = Duration.ofMinutes(5);
    private static final Duration PASSING = Duration.ofSeconds(15);
    /** So many packets in a row are a stream again. */
    private static final int PACKETS = 10;
    /** Those that can go and come back while the rest goes on, and whose going costs no announcement that waits. */
    private static final List<String> BUNDLES = List.of("announcer.ffmpeg", "announcer.rtsp", "announcer.transport.unix",
            "announcer.tts.freetts", "announcer.monitor", "announcer.webhook");
    /** And those, where there is a journal, which brings back what had been accepted. */
    private static final List<String> BUNDLES_OF_THE_QUEUE = List.of("announcer.engine", "announcer.journal");
    private static final List<Duration> CLOCKS = List.of(Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(-5), Duration.ofHours(1),
            Duration.ofHours(-1), Duration.ofHours(26), Duration.ofHours(-26));
    private static final List<String> SETTINGS = List.of("announcer.ffmpeg {\"bitrateKbps\": 64}",
            "announcer.ffmpeg {\"bitrateKbps\": null}",
            "announcer.channel~main {\"gapMillis\": 300}", "announcer.channel~main {\"gapMillis\": null}",
            "announcer.engine {\"maxOwedSeconds\": 9}", "announcer.monitor {\"offAirSeconds\": 11}");

    private final ChaosPlan plan;
    private final Consumer<String> log;
    private final RandomGenerator random;
    private final List<String> bundles;
    private final Map<Fault, List<Double>> outages = new EnumMap<>(Fault.class);
    private final List<String> notes = new ArrayList<>();
    private final List<ChaosReport.Life> lives = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    /** What comes of each channel, at its player or at the external server. */
    private final List<Arrivals> arrivals = new ArrayList<>();
    private Optional<OwnDisk> disk = Optional.empty();
    private Optional<OwnClock> clock = Optional.empty();
    private Duration ahead = Duration.ZERO;
    private Optional<BadPlayer> slow = Optional.empty();
    private PublisherSink server;
    private ChaosProduct product;
    private MachineUse begin;
    private int faultsOfJvm;

    private ChaosRun(ChaosPlan plan, Consumer<String> log) {
        this.plan = plan;
        this.log = log;
        random = new Random(plan.seed());
        bundles = plan.killJvm() ? Stream.concat(BUNDLES.stream(), BUNDLES_OF_THE_QUEUE.stream()).toList() : BUNDLES;
    }

    /**
     * Carries a plan out.
     *
     * @param log told each fault in a line
     */
    public static ChaosReport of(ChaosPlan plan, Consumer<String> log) throws Exception {
        return new ChaosRun(plan, log).run();
    }

    /** Whether the product has a journal: then what it has accepted survives a kill of its JVM. */
    public static boolean productHasJournal() {
        try {
            return Files.exists(jar("announcer.journal"));
        } catch (IOException e) {
            return false;
        }
    }

    private ChaosReport run() throws Exception {
        Home home = Home.fresh();
        try (PublisherSink external = PublisherSink.open()) {
            server = external;
            disk = OwnDisk.mount(home.folder());
            if (disk.isEmpty()) {
                notes.add("The disk was not filled: this user may not mount a file system of its own.");
            }
            clock = OwnClock.make(home.folder().getParent());
            if (clock.isEmpty()) {
                notes.add("The wall clock did not jump: there is no C compiler, or this is not Linux.");
            }
            if (!plan.killJvm()) {
                notes.add("The JVM was not killed.");
            }
            home.conf("announcer.app", "welcomeText=");
            product = ChaosProduct.start(home, plan.channels(), server.url(), clock.map(OwnClock::environment).orElse(Map.of()));
            try {
                return onTheAir();
            } finally {
                listeners.forEach(Listener::close);
                product.close();
            }
        } finally {
            if (disk.isPresent()) {
                disk.get().unmount();
            }
            home.delete();
        }
    }

    private ChaosReport onTheAir() throws Exception {
        arrivals.add(server.arrivals());
        for (String channel : product.embeddedChannels()) {
            Listener listener = new Listener(channel, () -> product.rtspUrl(channel));
            listeners.add(listener);
            arrivals.add(listener.arrivals());
        }
        awaitStreams(System.nanoTime());
        begin = MachineUse.of(product);
        long start = System.nanoTime();
        try (Submissions submissions = new Submissions(product, plan, new Random(plan.seed() + 1))) {
            for (Fault fault : plan.order(kinds())) {
                // However slow this machine is: a run that is to kill the JVM has done so.
                boolean killed = !plan.killJvm() || outages.containsKey(Fault.JVM_KILLED);
                if (killed && System.nanoTime() - start > plan.time().toNanos()) {
                    break;
                }
                one(fault);
            }
            Thread.sleep(Math.max(0, (plan.time().toNanos() - (System.nanoTime() - start)) / 1_000_000));
            submissions.settle(SETTLING);
            if (slow.isPresent()) {
                slow.get().close();
            }
            lives.add(new ChaosReport.Life(faultsOfJvm, begin, settledUse()));
            return new ChaosReport(outages, submissions.outcomes(), List.copyOf(lives), processes(), List.copyOf(notes));
        }
    }

    private int processes() {
        return 1 + product.channels().size();
    }

    /** What it holds once programs that list voices and the like, which come and go, have gone; or after all. */
    private MachineUse settledUse() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        MachineUse use = MachineUse.of(product);
        while (use.processes() > processes() && System.nanoTime() - begun < PASSING.toNanos()) {
            Thread.sleep(500);
            use = MachineUse.of(product);
        }
        return use;
    }

    private Set<Fault> kinds() {
        Set<Fault> kinds = EnumSet.allOf(Fault.class);
        kinds.removeIf(fault -> !canBe(fault));
        return kinds;
    }

    private boolean canBe(Fault fault) {
        return switch (fault) {
            case JVM_KILLED -> plan.killJvm();
            case DISK_FULL -> disk.isPresent();
            case CLOCK_JUMPED -> clock.isPresent();
            default -> true;
        };
    }

    private void one(Fault fault) throws Exception {
        if (fault == Fault.JVM_KILLED) {
            lives.add(new ChaosReport.Life(faultsOfJvm, begin, MachineUse.of(product)));
        }
        long began = System.nanoTime();
        String what = attempt(fault);
        awaitStreams(System.nanoTime());
        // Some begin to work after they were answered: what comes in this time is theirs.
        Thread.sleep(100 + random.nextInt(500));
        awaitStreams(System.nanoTime());
        double outage = arrivals.stream().mapToDouble(channel -> channel.longestMillisSince(began)).max().orElse(0);
        outages.computeIfAbsent(fault, kind -> new ArrayList<>()).add(outage);
        log.accept(fault.words() + (what.isEmpty() ? "" : " (" + what + ")") + ": " + Math.round(outage) + " ms");
        faultsOfJvm++;
        if (fault == Fault.JVM_KILLED) {
            // Another JVM holds other things: the comparison begins anew.
            begin = MachineUse.of(product);
            faultsOfJvm = 0;
        }
    }

    /** Waits until each channel's packets come again that are sent after this moment. */
    private void awaitStreams(long nanos) {
        Until.isTrue("each channel is received again", RECOVERY,
                () -> arrivals.stream().allMatch(channel -> channel.countAfter(nanos) >= PACKETS));
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** What could not be done is noted, and the run goes on: what became of the announcements is what counts. */
    private String attempt(Fault fault) throws InterruptedException {
        try {
            return inflict(fault);
        } catch (IOException e) {
            notes.add(fault.words() + " could not be done: " + e.getMessage());
            return "not done: " + e.getMessage();
        }
    }

    /** Returns more of what was done, in words. */
    private String inflict(Fault fault) throws IOException, InterruptedException {
        ApiClient api = product.api();
        String channel = one(product.channels());
        String heard = one(product.embeddedChannels());
        String bundle = one(bundles);
        long millis = random.nextInt(1_000);
        switch (fault) {
            case FFMPEG_KILLED -> killed(api.pushPid(channel));
            case FFMPEG_STOPPED -> stopped(api, channel);
            case PUSH_RESTARTED -> {
                long pid = api.pushPid(channel);
                require(api.send("POST", "channels/" + channel + "/push/restart", "", ""), 409);
                Until.isTrue("another process publishes channel " + channel, RECOVERY, () -> api.pushPid(channel) != pid);
            }
            case BUNDLE_RESTARTED -> {
                require(api.send("POST", "bundles/" + bundle + "/stop", "", ""), 0);
                Thread.sleep(millis);
                startAgain(bundle);
                return bundle;
            }
            case BUNDLE_UPDATED -> {
                require(api.update(bundle, jar(bundle)), 0);
                return bundle;
            }
            case BUNDLE_REFRESHED -> {
                int status = product.console().bundle(bundle, "refresh");
                if (status != 200) {
                    throw new IOException("refresh of bundle " + bundle + " was answered " + status);
                }
                return bundle;
            }
            case CONFIGURATION_SAVED -> {
                String setting = one(SETTINGS);
                String pid = setting.substring(0, setting.indexOf(' '));
                require(api.send("PATCH", "settings/" + pid, "application/json", setting.substring(pid.length() + 1)), 0);
                return setting;
            }
            case SLOW_PLAYER -> {
                if (slow.isPresent()) {
                    slow.get().close();
                }
                slow = Optional.of(BadPlayer.play(product.rtspUrl(heard)));
            }
            case VANISHED_PLAYER -> BadPlayer.play(product.rtspUrl(heard)).vanish();
            case JVM_STOPPED -> {
                long jvm = product.process().pid();
                Processes.signal(jvm, "STOP");
                Thread.sleep(1_000);
                Processes.signal(jvm, "CONT");
            }
            case SERVER_AWAY -> {
                server.leave();
                Thread.sleep(1_000);
                server.comeBack();
            }
            case CLOCK_JUMPED -> {
                ahead = one(CLOCKS.stream().filter(other -> !other.equals(ahead)).toList());
                clock.orElseThrow().set(ahead);
                return "to " + ahead.toMinutes() + " min ahead";
            }
            case DISK_FULL -> {
                disk.orElseThrow().fill();
                Thread.sleep(1_000);
                disk.orElseThrow().empty();
            }
            case JVM_KILLED -> product.killAndStart();
        }
        return "";
    }

    private static void killed(long pid) throws IOException, InterruptedException {
        Processes.signal(pid, "KILL");
    }

    private static void stopped(ApiClient api, String channel) throws IOException, InterruptedException {
        long pid = api.pushPid(channel);
        Processes.signal(pid, "STOP");
        Processes.awaitEnd(pid, RECOVERY);
    }

    /** A bundle that was stopped is started for certain: a run with a part missing shows nothing. */
    private void startAgain(String bundle) {
        Until.matches("bundle " + bundle + " is started again", RECOVERY,
                () -> product.api().send("POST", "bundles/" + bundle + "/start", "", ""),
                answer -> answer.statusCode() / 100 == 2);
    }

    private static Path jar(String bundle) throws IOException {
        Path folder = Launcher.script().resolveSibling("announcer.app").resolve("target/announcer/bundles");
        try (Stream<Path> jars = Files.list(folder)) {
            return jars.filter(jar -> jar.getFileName().toString().matches(bundle.replace(".", "\\.") + "-[0-9].*\\.jar")).findFirst()
                    .orElseThrow(() -> new IOException("there is no jar of " + bundle + " in " + folder));
        }
    }

    /** @param also another status that is an answer: what was to be broken has just been away */
    private static void require(HttpResponse<String> answer, int also) throws IOException {
        if (answer.statusCode() / 100 != 2 && answer.statusCode() != also) {
            throw new IOException(answer.request().method() + " " + answer.uri().getPath() + " was answered " + answer.statusCode() + " "
                    + answer.body());
        }
    }
}
