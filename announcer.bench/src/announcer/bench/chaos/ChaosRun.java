package announcer.bench.chaos;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

import announcer.bench.http.ApiClient;
import announcer.bench.process.Processes;
import announcer.bench.product.Home;
import announcer.bench.product.Launcher;
import announcer.bench.rtsp.BadPlayer;
import announcer.bench.util.Until;

/** One run of chaos: a product of its own, one fault after the other, and what has become of the announcements meanwhile. */
@SuppressWarnings("try") // held open while it works, and closed by whoever waits
public final class ChaosRun {
    private static final Duration RECOVERY = Duration.ofSeconds(90);
    private static final Duration SETTLING = Duration.ofMinutes(5);
    /** So many packets in a row are a stream again. */
    private static final int PACKETS = 10;
    /** Those that can go and come back while the rest goes on, and whose going costs no announcement that waits. */
    private static final List<String> BUNDLES = List.of("announcer.ffmpeg", "announcer.rtsp", "announcer.transport.unix",
            "announcer.tts.freetts", "announcer.monitor", "announcer.webhook");
    private static final List<String> SETTINGS = List.of("announcer.ffmpeg {\"bitrateKbps\": 64}",
            "announcer.ffmpeg {\"bitrateKbps\": null}",
            "announcer.channel~main {\"gapMillis\": 300}", "announcer.channel~main {\"gapMillis\": null}",
            "announcer.engine {\"maxOwedSeconds\": 9}", "announcer.monitor {\"offAirSeconds\": 11}");

    private final ChaosPlan plan;
    private final Consumer<String> log;
    private final RandomGenerator random;
    private final Map<Fault, List<Double>> outages = new EnumMap<>(Fault.class);
    private final List<String> notes = new ArrayList<>();
    private final Map<String, Listener> listeners = new LinkedHashMap<>();
    private Optional<OwnDisk> disk = Optional.empty();
    private ChaosProduct product;
    private MachineUse before;

    private ChaosRun(ChaosPlan plan, Consumer<String> log) {
        this.plan = plan;
        this.log = log;
        random = new Random(plan.seed());
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
        try {
            disk = OwnDisk.mount(home.folder());
            if (disk.isEmpty()) {
                notes.add("The disk was not filled: this user may not mount a file system of its own.");
            }
            if (!plan.killJvm()) {
                notes.add("The JVM was not killed.");
            }
            home.conf("announcer.app", "welcomeText=");
            product = ChaosProduct.start(home, plan.channels());
            try {
                return onTheAir();
            } finally {
                listeners.values().forEach(Listener::close);
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
        for (String channel : product.channels()) {
            listeners.put(channel, new Listener(channel, () -> product.rtspUrl(channel)));
        }
        awaitStreams(System.nanoTime());
        before = MachineUse.of(product);
        long start = System.nanoTime();
        try (Submissions submissions = new Submissions(product, plan, new Random(plan.seed() + 1))) {
            List<Fault> kinds = Stream.of(Fault.values()).filter(this::canBe).toList();
            for (int i = 0; i < plan.faults() && System.nanoTime() - start < plan.time().toNanos(); i++) {
                Thread.sleep(500 + random.nextInt(1500));
                one(kinds.get(random.nextInt(kinds.size())));
            }
            Thread.sleep(Math.max(0, (plan.time().toNanos() - (System.nanoTime() - start)) / 1_000_000));
            submissions.settle(SETTLING);
            return new ChaosReport(outages, submissions.outcomes(), before, MachineUse.of(product), List.copyOf(notes));
        }
    }

    private boolean canBe(Fault fault) {
        return switch (fault) {
            case JVM_KILLED -> plan.killJvm();
            case DISK_FULL -> disk.isPresent();
            default -> true;
        };
    }

    private void one(Fault fault) throws Exception {
        String channel = product.channels().get(random.nextInt(product.channels().size()));
        long began = System.nanoTime();
        String what = inflict(fault, channel);
        awaitStreams(System.nanoTime());
        double outage = listeners.values().stream().mapToDouble(listener -> listener.longestMillisSince(began)).max().orElse(0);
        outages.computeIfAbsent(fault, kind -> new ArrayList<>()).add(outage);
        log.accept(fault.words() + (what.isEmpty() ? "" : " (" + what + ")") + ": " + Math.round(outage) + " ms");
        if (fault == Fault.JVM_KILLED) {
            // Another JVM holds other things: the comparison begins anew.
            before = MachineUse.of(product);
        }
    }

    /** Waits until each player receives again what is sent after this moment. */
    private void awaitStreams(long nanos) {
        Until.isTrue("each player receives its channel again", RECOVERY,
                () -> listeners.values().stream().allMatch(listener -> listener.countAfter(nanos) >= PACKETS));
    }

    /** Returns more of what was done, in words. */
    private String inflict(Fault fault, String channel) throws Exception {
        ApiClient api = product.api();
        switch (fault) {
            case FFMPEG_KILLED -> killed(api.pushPid(channel));
            case FFMPEG_STOPPED -> stopped(api, channel);
            case PUSH_RESTARTED -> require(api.send("POST", "channels/" + channel + "/push/restart", "", ""), 409);
            case BUNDLE_RESTARTED -> {
                String bundle = BUNDLES.get(random.nextInt(BUNDLES.size()));
                require(api.send("POST", "bundles/" + bundle + "/stop", "", ""), 0);
                Thread.sleep(random.nextInt(1500));
                startAgain(bundle);
                return bundle;
            }
            case BUNDLE_UPDATED -> {
                String bundle = BUNDLES.get(random.nextInt(BUNDLES.size()));
                require(api.update(bundle, jar(bundle)), 0);
                return bundle;
            }
            case BUNDLE_REFRESHED -> {
                String bundle = BUNDLES.get(random.nextInt(BUNDLES.size()));
                product.console().bundle(bundle, "refresh");
                return bundle;
            }
            case CONFIGURATION_SAVED -> {
                String setting = SETTINGS.get(random.nextInt(SETTINGS.size()));
                String pid = setting.substring(0, setting.indexOf(' '));
                require(api.send("PATCH", "settings/" + pid, "application/json", setting.substring(pid.length() + 1)), 0);
                return setting;
            }
            case SLOW_PLAYER -> {
                BadPlayer player = BadPlayer.play(product.rtspUrl(channel));
                Thread.sleep(2_000);
                player.close();
            }
            case VANISHED_PLAYER -> BadPlayer.play(product.rtspUrl(channel)).vanish();
            case JVM_STOPPED -> {
                long jvm = product.process().pid();
                Processes.signal(jvm, "STOP");
                Thread.sleep(2_000);
                Processes.signal(jvm, "CONT");
            }
            case DISK_FULL -> {
                disk.orElseThrow().fill();
                Thread.sleep(2_000);
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
