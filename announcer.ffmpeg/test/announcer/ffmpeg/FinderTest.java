package announcer.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

import announcer.api.audio.PcmFormat;
import announcer.api.stream.Codec;
import announcer.api.stream.Push;
import announcer.api.stream.PushRequest;
import announcer.api.stream.PushState;
import announcer.api.stream.PushStatus;
import announcer.ffmpeg.command.Certificates;
import announcer.ffmpeg.command.Encoding;
import announcer.ffmpeg.command.RtspTransport;
import announcer.ffmpeg.program.BundleSource;
import announcer.ffmpeg.program.FfmpegFinder;
import announcer.ffmpeg.program.FfmpegProgram;
import announcer.ffmpeg.program.PackagedFfmpeg;
import announcer.ffmpeg.program.ProgramProbe;
import announcer.ffmpeg.supervisor.ResourceCeilings;
import announcer.ffmpeg.supervisor.SupervisorLimits;
import announcer.lib.process.SearchPath;
import announcer.lib.retry.ExponentialBackoff;
import announcer.testing.Damage;
import announcer.testing.VirtualClock;

class FinderTest {
    private static final FfmpegProgram.Need AAC_BY_UNIX = new FfmpegProgram.Need("unix", "aac", false);
    private static final String FOLDER = "org/bytedeco/ffmpeg/linux-x86_64/";
    private static final List<String> PACKAGED = List.of("ffmpeg", "libavcodec.so.62", "libavdevice.so.62", "libavfilter.so.11",
            "libavformat.so.62", "libavutil.so.60", "libdrm.so.2", "libswresample.so.6", "libswscale.so.9", "libva-drm.so.2", "libva.so.2");
    private final VirtualClock clock = new VirtualClock();
    @TempDir
    private Path folder;
    /** Where the packaged one is unpacked, which takes its time, for all tests. */
    @TempDir
    private static Path unpackedHome;

    /** Both characters part the paths of libraries. */
    private static Path packagedHome() {
        return unpackedHome.resolve("a;b:c");
    }

    private FfmpegFinder finder(Path... folders) {
        return new FfmpegFinder(List.of(folders), "ffmpeg", Optional::empty, new ProgramProbe(Duration.ofSeconds(2)), clock);
    }

    private Path script(String body) throws IOException {
        Path file = Files.writeString(folder.resolve("ffmpeg"), "#!/bin/sh\necho run >> " + folder + "/runs\n" + body,
                StandardCharsets.UTF_8);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    private int runs() throws IOException {
        return Files.readAllLines(folder.resolve("runs"), StandardCharsets.UTF_8).size();
    }

    @Test
    void the_need_follows_from_the_input() {
        assertThat(FfmpegProgram.Need.of("unix:/run/x", "aac").protocol()).isEqualTo("unix");
        assertThat(FfmpegProgram.Need.of("tcp://127.0.0.1:1", "aac").protocol()).isEqualTo("tcp");
        assertThat(FfmpegProgram.Need.of("\\\\.\\pipe\\x", "aac").protocol()).isEqualTo("file");
        assertThat(FfmpegProgram.Need.of("C:\\x", "aac").protocol()).isEqualTo("file");
    }

    @Test
    void the_installed_one_is_found_and_what_it_lacks_is_said() throws IOException {
        RealFfmpeg.required();
        FfmpegFinder finder = new FfmpegFinder(List.of(folder, Path.of("/usr/bin")), "ffmpeg", Optional::empty,
                new ProgramProbe(Duration.ofSeconds(20)), clock);
        assertThat(finder.find("", AAC_BY_UNIX).program()).isEqualTo(RealFfmpeg.PATH);
        assertThatThrownBy(() -> finder.find("", new FfmpegProgram.Need("unix", "libnone", false)))
                .hasMessageContaining("has no encoder libnone");
        assertThatThrownBy(() -> finder.find("", new FfmpegProgram.Need("smoke", "aac", false)))
                .hasMessageContaining("cannot read from smoke:");
    }

    @Test
    void one_that_fails_or_hangs_is_not_taken_and_remembered_until_its_file_changes() throws IOException {
        script("echo broken; exit 7");
        FfmpegFinder finder = finder(folder);
        assertThatThrownBy(() -> finder.find("", AAC_BY_UNIX)).hasMessageContaining("fails with 7 at -version: broken")
                .hasMessageContaining("install the package ffmpeg, or set the path in announcer.ffmpeg");
        assertThatThrownBy(() -> finder.find("", AAC_BY_UNIX)).isInstanceOf(IOException.class);
        assertThat(runs()).isEqualTo(1);
        clock.pass(Duration.ofSeconds(30).toNanos());
        assertThatThrownBy(() -> finder.find("", AAC_BY_UNIX)).isInstanceOf(IOException.class);
        assertThat(runs()).as("a failure is tried again after a while").isEqualTo(2);
        script("exec sleep 60 # it is another file now");
        assertThatThrownBy(() -> finder.find("", AAC_BY_UNIX)).hasMessageContaining("does not answer -version within 2 s");
    }

    @Test
    void a_search_ends_with_who_needs_it_and_leaves_no_process() throws Exception {
        script("sleep 300 & echo $! > " + folder + "/child; wait");
        FfmpegFinder finder = new FfmpegFinder(List.of(folder), "ffmpeg", Optional::empty, new ProgramProbe(Duration.ofMinutes(2)), clock);
        CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> {
            try {
                return "found " + finder.find("", AAC_BY_UNIX);
            } catch (IOException e) {
                return e.getMessage();
            }
        });
        Path child = folder.resolve("child");
        long patience = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!(Files.exists(child) && Files.size(child) > 0) && System.nanoTime() < patience) {
            LockSupport.parkNanos(1_000_000);
        }
        finder.close();
        assertThat(end.get(30, TimeUnit.SECONDS)).contains("ffmpeg is needed no more");
        ProcessHandle.of(Long.parseLong(Files.readString(child).strip()))
                .ifPresent(left -> left.onExit().orTimeout(30, TimeUnit.SECONDS).join());
        assertThatThrownBy(() -> finder.find("", AAC_BY_UNIX)).isInstanceOf(IOException.class);
        assertThat(runs()).isEqualTo(1);
    }

    private Path able(String name, String rtspOptions) throws IOException {
        Path file = Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("ffmpeg"), """
                #!/bin/sh
                case "$*" in
                  *-version) echo 'ffmpeg version 1.2 by a test' ;;
                  *-protocols) printf 'Input:\\n  unix\\nOutput:\\n' ;;
                  *-muxers) echo ' E rtsp x' ;;
                  *-encoders) echo ' A..... aac x' ;;
                  *'-h muxer=rtsp') echo '%s' ;;
                esac
                """.formatted(rtspOptions), StandardCharsets.UTF_8);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }

    @Test
    void the_packaged_one_is_taken_first_and_an_installed_one_where_it_does_not_work() throws IOException {
        Path installed = able("installed", "-tls_verify");
        Path packaged = able("packaged", "-rtsp_transport");
        FfmpegFinder finder = new FfmpegFinder(List.of(installed.getParent()), "ffmpeg",
                () -> Optional.of(new FfmpegFinder.Candidate(packaged, Map.of())), new ProgramProbe(Duration.ofSeconds(2)), clock);
        assertThat(finder.find("", AAC_BY_UNIX).program()).isEqualTo(packaged);
        assertThat(finder.findVerifying("", AAC_BY_UNIX).program()).as("the one that verifies").isEqualTo(installed);
        assertThat(finder.find(installed.toString(), AAC_BY_UNIX).program()).as("the configured one").isEqualTo(installed);
        Files.writeString(packaged, "#!/bin/sh\nexit 127 # as the loader does, where a library is missing\n", StandardCharsets.UTF_8);
        assertThat(finder.find("", AAC_BY_UNIX).program()).as("what does not work").isEqualTo(installed);

        FfmpegFinder broken = new FfmpegFinder(List.of(installed.getParent()), "ffmpeg", () -> {
            throw new IOException("disk full");
        }, new ProgramProbe(Duration.ofSeconds(2)), clock);
        assertThat(broken.find("", AAC_BY_UNIX).program()).as("what cannot be unpacked").isEqualTo(installed);
        assertThatThrownBy(() -> broken.find("", new FfmpegProgram.Need("smoke", "aac", false)))
                .hasMessageContaining("the packaged one: disk full");
    }

    @Test
    void one_that_verifies_certificates_is_preferred_where_that_matters() throws IOException {
        Path first = able("first", "-rtsp_transport");
        Path second = able("second", "-tls_verify");
        FfmpegFinder both = finder(first.getParent(), second.getParent());
        assertThat(both.find("", AAC_BY_UNIX).program()).isEqualTo(first);
        FfmpegProgram verifying = both.findVerifying("", AAC_BY_UNIX);
        assertThat(verifying.program()).isEqualTo(second);
        assertThat(both.verifiesCertificates(verifying)).isTrue();
        FfmpegFinder one = finder(first.getParent());
        assertThat(one.findVerifying("", AAC_BY_UNIX).program()).as("better than none").isEqualTo(first);
        assertThat(one.verifiesCertificates(one.find("", AAC_BY_UNIX))).isFalse();
        assertThat(both.findVerifying(first.toString(), AAC_BY_UNIX).program()).as("the configured one, and no other").isEqualTo(first);
    }

    @Test
    void one_that_did_not_say_whether_it_verifies_certificates_is_asked_again_and_not_taken_for_one_that_cannot() throws IOException {
        Path program = able("busy", "-tls_verify");
        String works = Files.readString(program, StandardCharsets.UTF_8);
        FfmpegFinder finder = finder(program.getParent());
        FfmpegProgram found = finder.find("", AAC_BY_UNIX);
        Files.writeString(program, "#!/bin/sh\nexit 11\n", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> finder.verifiesCertificates(found)).isInstanceOf(IOException.class)
                .hasMessageContaining("fails with 11 at -h muxer=rtsp");
        Files.writeString(program, works, StandardCharsets.UTF_8);
        assertThat(finder.verifiesCertificates(found)).isTrue();
    }

    @Test
    void the_packaged_one_publishes_by_tls_to_whom_a_trusted_certificate_names_and_to_nobody_else() throws Exception {
        PackagedFfmpeg.Offer offer = offer();
        Path own = folder.resolve("localhost.pem");
        Path ofAnother = folder.resolve("elsewhere.pem");
        try (Pcm pcm = new Pcm(folder);
                Rtsp rtsp = Rtsp.withCertificate("localhost", own);
                Rtsp other = Rtsp.withCertificate("elsewhere.invalid", ofAnother)) {
            FfmpegFinder finder = new FfmpegFinder(List.of(), "ffmpeg", new PackagedFfmpeg(() -> Optional.of(offer), packagedHome()),
                    new ProgramProbe(Duration.ofSeconds(10)), clock);
            String url = rtsp.url().replace("127.0.0.1", "localhost");
            assertThat(outcome(finder, pcm, url, new Certificates(true, own.toString())).state()).isEqualTo(PushState.PUSHING);
            assertThat(outcome(finder, pcm, url, Certificates.of(true, "")).cause().orElseThrow()).as("no authority that is trusted")
                    .contains("certificate", "caFile of announcer.ffmpeg");
            assertThat(outcome(finder, pcm, other.url().replace("127.0.0.1", "localhost"), new Certificates(true, ofAnother.toString()))
                    .cause().orElseThrow()).as("trusted, for another name").contains("certificate");
            assertThat(outcome(finder, pcm, url, new Certificates(false, "")).state()).as("not wanted").isEqualTo(PushState.PUSHING);
        }
    }

    /** The push's status when it publishes, or has failed. */
    private static PushStatus outcome(FfmpegFinder finder, Pcm pcm, String destination, Certificates certificates) {
        FfmpegPusher pusher = new FfmpegPusher(finder,
                new FfmpegSettings("", new Encoding(Codec.PCMU, 0, RtspTransport.TCP, List.of(), certificates),
                        new SupervisorLimits(Duration.ofSeconds(10), Duration.ofSeconds(5),
                                new ExponentialBackoff(Duration.ofSeconds(30), Duration.ofSeconds(30)), Duration.ofSeconds(60),
                                ResourceCeilings.NONE)),
                "test");
        List<PushStatus> ends = new CopyOnWriteArrayList<>();
        Push push = pusher.push(
                new PushRequest("p", pcm.url(), new PcmFormat(24_000, 1), destination, Optional.empty(), OptionalInt.empty()),
                status -> {
                    if (status.state() == PushState.PUSHING || status.state() == PushState.BACKING_OFF) {
                        ends.add(status);
                    }
                });
        try {
            Await.until(Duration.ofSeconds(20), () -> push.status() + "\n" + push.output(), () -> !ends.isEmpty());
            return ends.get(0);
        } finally {
            push.close();
        }
    }

    @Test
    void a_configured_path_is_the_only_candidate() {
        FfmpegFinder finder = finder(Path.of("/usr/bin"));
        assertThatThrownBy(() -> finder.find("/bad/path", AAC_BY_UNIX)).hasMessage("no working ffmpeg: /bad/path: does not exist; "
                + "install the package ffmpeg, or set the path in announcer.ffmpeg");
        assertThatThrownBy(() -> finder.find("ffmpeg", AAC_BY_UNIX)).hasMessageContaining("is not an absolute path");
    }

    @Test
    void nothing_at_all_is_said_too() {
        assertThatThrownBy(() -> finder().find("", AAC_BY_UNIX)).hasMessageContaining("none is packaged for this machine");
    }

    @Test
    void relative_entries_of_path_are_ignored() {
        assertThat(FfmpegFinder.systemFolders(SearchPath.parse("bin:/a:.::/a", ":"), false)).startsWith(Path.of("/a"))
                .doesNotContain(Path.of("bin"));
    }

    private static PackagedFfmpeg.Offer offer() throws IOException {
        Assumptions.assumeTrue(BundleSource.machine(System.getProperty("os.name"), System.getProperty("os.arch")).equals("linux-x86_64"),
                "skipped: the packaged ffmpeg in the tests is for linux-x86_64");
        List<URL> files = new ArrayList<>();
        for (String name : PACKAGED) {
            files.add(FinderTest.class.getClassLoader().getResource(FOLDER + name));
        }
        return new PackagedFfmpeg.Offer("8.1.2", files);
    }

    @Test
    void the_packaged_one_is_unpacked_once_and_publishes() throws IOException {
        PackagedFfmpeg.Offer offer = offer();
        Path home = packagedHome();
        PackagedFfmpeg packaged = new PackagedFfmpeg(() -> Optional.of(offer), home);
        FfmpegFinder finder = new FfmpegFinder(List.of(), "ffmpeg", packaged, new ProgramProbe(Duration.ofSeconds(10)), clock);
        FfmpegPusher pusher = new FfmpegPusher(finder,
                new FfmpegSettings("", new Encoding(Codec.AAC, 0, RtspTransport.TCP, List.of(), Certificates.of(true, "")),
                        new SupervisorLimits(Duration.ofSeconds(10), Duration.ofSeconds(5),
                                new ExponentialBackoff(Duration.ofMillis(250), Duration.ofSeconds(30)), Duration.ofSeconds(60),
                                ResourceCeilings.NONE)),
                "test");
        for (Codec codec : Codec.values()) {
            try (Pcm pcm = new Pcm(folder); Rtsp rtsp = new Rtsp(false)) {
                Push push = pusher.push(new PushRequest("p", pcm.url(), new PcmFormat(24_000, 1), rtsp.url(), Optional.of(codec),
                        OptionalInt.empty()), status -> {});
                try {
                    Await.until(Duration.ofSeconds(20), () -> push.status() + "\n" + push.output(),
                            () -> push.status().state() == PushState.PUSHING && rtsp.packets.get() > 10);
                } finally {
                    push.close();
                }
            }
        }
        Path library = home.resolve("8.1.2/libavutil.so.60");
        Object unpacked = Files.getAttribute(library, "unix:ino");
        new PackagedFfmpeg(() -> Optional.of(offer), home).candidate();
        assertThat(Files.getAttribute(library, "unix:ino")).as("not unpacked again").isEqualTo(unpacked);
        Files.write(library, new byte[]{1, 2, 3});
        new PackagedFfmpeg(() -> Optional.of(offer), home).candidate();
        assertThat(Files.size(library)).as("what was damaged is unpacked anew").isGreaterThan(1_000_000);
        try (var left = Files.list(home)) {
            assertThat(left).as("no temporary folder is left").hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_damaged_list_of_what_was_unpacked_has_it_unpacked_anew(Damage damage) throws IOException {
        Path program = Files.writeString(Files.createDirectory(folder.resolve("jar")).resolve("ffmpeg"), "a program",
                StandardCharsets.UTF_8);
        PackagedFfmpeg.Offer offer = new PackagedFfmpeg.Offer("1", List.of(program.toUri().toURL()));
        Path home = folder.resolve("ffmpeg-home");
        new PackagedFfmpeg(() -> Optional.of(offer), home).candidate();
        Path list = home.resolve("1/unpacked.list");
        String before = Files.readString(list);
        damage.to(list);

        assertThat(new PackagedFfmpeg(() -> Optional.of(offer), home).candidate()).isPresent();

        assertThat(list).hasContent(before);
    }

    @Test
    void a_bundle_offers_one_by_its_header() throws IOException {
        Path file = Files.writeString(folder.resolve("program"), "x", StandardCharsets.UTF_8);
        assertThat(source("windows-x86_64;version=1;path=w, linux-x86_64;version=\"8.1.2-1.5.14\";path=\"ffmpeg/l\"", file).offer()).get()
                .satisfies(offer -> {
                    assertThat(offer.version()).isEqualTo("8.1.2-1.5.14");
                    try (InputStream in = offer.files().get(0).openStream()) {
                        assertThat(in.readAllBytes()).hasSize(1);
                    }
                });
        assertThat(source("linux-arm64;version=1;path=x", file).offer()).isEmpty();
        assertThat(source("linux-x86_64;version=../../x;path=x", file).offer()).as("not a name of a folder").isEmpty();
    }

    @SuppressWarnings("JdkObsolete") // a bundle's headers are a Dictionary
    private static BundleSource source(String header, Path file) throws MalformedURLException {
        Dictionary<String, String> headers = new Hashtable<>(Map.of(BundleSource.HEADER, header));
        URL url = URI.create(file.toUri().toString()).toURL();
        Bundle bundle = fake(Bundle.class,
                Map.of("getHeaders", headers, "getState", Bundle.INSTALLED, "findEntries", List.of(url), "toString", "b"));
        return new BundleSource(fake(BundleContext.class, Map.of("getBundles", new Bundle[]{bundle})), "linux-x86_64");
    }

    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, (proxy, method, arguments) -> {
            Object answer = answers.get(method.getName());
            return answer instanceof List<?> list ? Collections.enumeration(list) : answer;
        }));
    }
}
