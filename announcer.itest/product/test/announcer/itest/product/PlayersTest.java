package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import announcer.api.stream.Codec;
import announcer.bench.audio.Recording;
import announcer.bench.http.ApiClient;
import announcer.bench.process.ProcFiles;
import announcer.bench.product.Launcher;
import announcer.bench.product.ProductProcess;
import announcer.bench.rtsp.RtspProbe;
import announcer.bench.rtsp.RtspRefusal;
import announcer.bench.util.Tools;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/**
 * Players of others play what the product sends: each one every codec with its own defaults, and AAC by each way of transport, over IPv4 and
 * IPv6, with and without a password. Those that decode must hear the sentence that is spoken. docs/players.md shows the table.
 */
@UsesProduct
class PlayersTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String RTSP = "announcer.rtsp";
    /** What has to be escaped in a URL is another matter than what a player can play. */
    private static final String LOGIN = "listener:hearing-4711";
    /** Spoken for some minutes, which is more than all players together need. */
    private static final String SENTENCES = "<speak>" + "<s>Number seven</s><break time=\"600ms\"/>".repeat(100) + "</speak>";

    private static SharedProduct shared;
    private static String formerRtsp;
    private static PlayerMatrix matrix;

    @BeforeAll
    static void play(SharedProduct product) throws Exception {
        Ffmpeg.require();
        requireIpv6();
        shared = product;
        long began = System.nanoTime();
        double childrenBefore = ProcFiles.endedChildrenCpuSeconds(ProcessHandle.current().pid());
        double productBefore = ProcFiles.cpuSeconds(product.product().pid());
        List<Player> players = Arrays.stream(Player.values()).filter(Player::isHere).toList();
        StringBuilder versions = new StringBuilder();
        for (Player player : players) {
            // This also has GStreamer look through its plug-ins once, and not in each process at the same time.
            versions.append("- ").append(player.title()).append(": ").append(player.version()).append('\n');
        }
        ApiClient api = product.api();
        formerRtsp = product.home().text("conf/" + RTSP + ".cfg");
        listen("host=::");
        Until.isTrue("the server listens over IPv6 too", SOON, () -> {
            RtspProbe.play(url("main", true, "")).close();
            return true;
        });
        for (Codec codec : Codec.values()) {
            product.home().conf("announcer.channel~" + path(codec), "id=" + path(codec), "codec=" + codec);
        }
        for (Codec codec : Codec.values()) {
            api.awaitOnAir(path(codec), SOON);
            assertThat(api.submit(Map.of("ssml", SENTENCES, "channel", path(codec), "voice", "freetts/kevin16")).statusCode())
                    .isEqualTo(202);
        }
        Recording sentence = sentence();
        matrix = new PlayerMatrix(players);
        matrix.play(false, cell -> url(path(cell.codec()), cell.ipv6(), ""), sentence);
        listen("host=::", "playUser=" + LOGIN.split(":")[0], "playPassword=" + LOGIN.split(":")[1]);
        Until.isTrue("the password is asked for", SOON, PlayersTest::isPasswordAskedFor);
        matrix.play(true, cell -> url(path(cell.codec()), cell.ipv6(), LOGIN + "@"), sentence);
        System.out.printf(Locale.ROOT,
                "players:%n%n%s%n%s%n%s%nIn %.0f s; processor time: players %.1f s, the product without its ffmpegs %.1f s.%n",
                matrix.codecs(),
                matrix.ways(), versions, (System.nanoTime() - began) / 1e9,
                ProcFiles.endedChildrenCpuSeconds(ProcessHandle.current().pid()) - childrenBefore,
                ProcFiles.cpuSeconds(product.product().pid()) - productBefore);
    }

    /** What the next class finds is what this one has found, also where the product tells of it late. */
    @AfterAll
    static void leaveAsItWas() throws Exception {
        if (shared == null || formerRtsp == null) {
            return;
        }
        for (Codec codec : Codec.values()) {
            Files.deleteIfExists(shared.home().confFile("announcer.channel~" + path(codec)));
        }
        String open = url("main", true, "");
        shared.home().conf(RTSP, formerRtsp.split("\n"));
        Until.isTrue("the server listens where it did", SOON, () -> {
            if (isListening(open)) {
                return false;
            }
            RtspProbe.play(shared.product().rtspUrl()).close();
            return shared.product().ffmpegs().size() == 1;
        });
    }

    private static void requireIpv6() {
        byte[] loopback = new byte[16];
        loopback[15] = 1;
        try (ServerSocket s = new ServerSocket(0, 1, InetAddress.getByAddress(loopback))) {
            assertThat(s.isBound()).isTrue();
        } catch (IOException e) {
            throw Tools.missing("no IPv6 on this machine, so players are not tested");
        }
    }

    private static void listen(String... lines) throws IOException {
        shared.home().conf(RTSP, lines);
    }

    private static String path(Codec codec) {
        return codec.name().toLowerCase(Locale.ROOT);
    }

    private static String url(String path, boolean ipv6, String login) {
        int port = URI.create(shared.product().rtspUrl()).getPort();
        return "rtsp://" + login + (ipv6 ? "[::1]" : "127.0.0.1") + ":" + port + "/" + path;
    }

    private static boolean isListening(String url) {
        URI uri = URI.create(url);
        try (Socket s = new Socket(uri.getHost(), uri.getPort())) {
            return s.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isPasswordAskedFor() throws IOException {
        try {
            RtspProbe.play(url("main", false, "")).close();
            return false;
        } catch (RtspRefusal e) {
            return e.status() == 401;
        }
    }

    /** As it is in the packets of the codec that changes no sample. */
    private static Recording sentence() {
        try (RtspProbe probe = RtspProbe.playWhenThere(url(path(Codec.L16), false, ""), SOON)) {
            return Until.matches("the sentence is spoken", SOON, () -> Player.wholeSentences(probe.soundFrom(0)), s -> !s.isEmpty()).get(0);
        }
    }

    @ParameterizedTest
    @EnumSource(Player.class)
    void a_player_plays_every_codec_by_every_way_with_and_without_a_password(Player player) {
        player.require();
        assertThat(matrix.failures(player)).as("what " + player.title() + " cannot play").isEmpty();
    }

    @Test
    void the_documentation_has_this_table() throws Exception {
        for (Player player : Player.values()) {
            player.require();
        }
        assertThat(Files.readString(Launcher.script().resolveSibling("docs").resolve("players.md"))).contains(matrix.codecs())
                .contains(matrix.ways());
    }
}
