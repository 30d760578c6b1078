package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import com.google.gson.JsonParser;

import announcer.bench.http.ApiClient;
import announcer.bench.http.HttpTestClient;
import announcer.bench.rtsp.RtpTimeline;
import announcer.bench.rtsp.RtspProbe;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/**
 * All that a stranger can do to keep others out, at once and from this machine, where no share of an address helps: connections to the RTSP
 * server, forms and heads that trickle in, connections on which nothing comes, long polls with a token that may only look, wrong names. The
 * channel stays on the air, and its administrator logs in and works.
 */
@UsesProduct
class ServerUnderAttackTest {
    /** Under {@code -Dthorough} a minute. */
    private static final Duration LONG = Duration.ofSeconds(Boolean.getBoolean("thorough") ? 60 : 8);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int STEP_MILLIS = 200;
    private static final int GUESSES_A_STEP = 4;
    /** Of the HTTP server, for this test: fewer attackers are needed. */
    private static final int CONNECTIONS = 200;
    private static final int MORE_THAN_CONNECTIONS = 220;
    private static final int RTSP_CONNECTIONS = 220;

    private static List<Intruder> attackers(SharedProduct shared, String viewer, String announcement) {
        InetSocketAddress http = address(shared.product().httpUrl());
        InetSocketAddress rtsp = address(shared.product().rtspUrl().replaceFirst("//[^/]*@", "//"));
        String host = "Host: 127.0.0.1\r\n";
        List<Intruder> all = new ArrayList<>();
        for (int i = 0; i < RTSP_CONNECTIONS; i++) {
            all.add(new Intruder(rtsp, "OPTIONS * RTSP/1.0\r\nCSeq: 1\r\n\r\n", ""));
        }
        for (int i = 0; i < MORE_THAN_CONNECTIONS; i++) {
            all.add(new Intruder(http, i % 2 == 0 ? "GET / HTTP/1.1\r\nX: " : "", i % 2 == 0 ? "x" : ""));
        }
        for (int i = 0; i < 20; i++) {
            all.add(new Intruder(http, "POST /login HTTP/1.1\r\n" + host
                    + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 8000\r\n\r\nuser=", "x"));
        }
        for (int i = 0; i < CONNECTIONS; i++) {
            all.add(new Intruder(http, "GET /api/announcements/" + announcement + "?wait=60 HTTP/1.1\r\n" + host + "Authorization: Bearer "
                    + viewer + "\r\n\r\n", ""));
        }
        return all;
    }

    private static InetSocketAddress address(String url) {
        URI uri = URI.create(url);
        return new InetSocketAddress(uri.getHost(), uri.getPort());
    }

    /** An attack that goes on until it is interrupted. @param step one step of it */
    private static Callable<Void> again(Callable<Void> step) {
        return () -> {
            try {
                while (true) {
                    step.call();
                    TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
                }
            } catch (InterruptedException e) {
                return null;
            }
        };
    }

    private static void guess(HttpTestClient anonymous, AtomicInteger guesses) {
        try (RawConnection connection = RawConnection.to(anonymous.base())) {
            connection.write("GET /api/status HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nAuthorization: "
                    + anonymous.basic("stranger" + guesses.incrementAndGet(), "guess").header("Authorization") + "\r\n\r\n");
            connection.readAll();
        } catch (IOException e) {
            // Its connection made room for another: so may it be.
        }
    }

    @Test
    void the_channel_stays_on_the_air_and_its_administrator_works_through_all_attacks_at_once(SharedProduct shared) throws Exception {
        Ffmpeg.require();
        shared.configure("announcer.web", "requestsPerSecond=10000", "maxConnections=" + CONNECTIONS);
        shared.configure("announcer.channel~waits", "id=waits", "pusher=none");
        ApiClient api = shared.api();
        String waiting = Until.matches("an announcement waits", SOON, () -> api.say("this is never spoken", "waits"), id -> true);
        String viewer = viewer(shared);
        AtomicInteger guesses = new AtomicInteger();
        int done = 0;
        List<Intruder> attackers = attackers(shared, viewer, waiting);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (RtspProbe player = RtspProbe.playWhenThere(shared.product().rtspUrl(), SOON)) {
            player.await(20, SOON);
            long push = api.pushPid("main");
            List<Future<Void>> attacks = List.of(threads.submit(again(() -> {
                for (Intruder attacker : attackers) {
                    attacker.step();
                }
                return null;
            })), threads.submit(again(() -> {
                for (int i = 0; i < GUESSES_A_STEP; i++) {
                    guess(shared.anonymous(), guesses);
                }
                return null;
            })));
            Until.isTrue("connections have to make room for others", SOON,
                    () -> attackers.stream().mapToInt(Intruder::opened).sum() > attackers.size() + CONNECTIONS);
            Until.isTrue("20 wrong names have come", SOON, () -> guesses.get() > 20);
            long end = System.nanoTime() + LONG.toNanos();
            while (System.nanoTime() < end) {
                done++;
                work(shared, done);
                assertThat(attacks).as("the attacks go on").noneMatch(Future::isDone);
            }
            player.await(20, SOON);
            assertThat(player.ended()).isEmpty();
            RtpTimeline line = player.timeline();
            assertThat(line.faults()).isEmpty();
            assertThat(line.aheadMillis(player.count() - 20)).as("RTP time against the wall, in ms").isCloseTo(0, within(500.0));
            assertThat(api.pushPid("main")).as("the channel's ffmpeg").isEqualTo(push);
            restartPush(shared, push);
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(SOON.toSeconds(), TimeUnit.SECONDS);
            for (Intruder attacker : attackers) {
                attacker.close();
            }
        }
    }

    private static String viewer(SharedProduct shared) throws Exception {
        var made = shared.admin().json("POST", "/api/tokens", "{\"name\":\"looks on\",\"scopes\":[\"VIEW\"]}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return JsonParser.parseString(made.body()).getAsJsonObject().get("secret").getAsString();
    }

    /** Logs in with the form, looks at the console, and has something spoken. */
    private static void work(SharedProduct shared, int number) throws Exception {
        HttpTestClient session = shared.anonymous().session("admin", SharedProduct.PASSWORD);
        assertThat(session.get(ConsolePages.ROOT + "/bundles").statusCode()).isEqualTo(200);
        assertThat(shared.anonymous().get("/health").statusCode()).isEqualTo(200);
        var said = session.json("POST", "/api/announcements", "{\"channel\":\"main\",\"text\":\"Number " + number + "\"}");
        assertThat(said.statusCode()).as(said.body()).isEqualTo(202);
        shared.api().awaitSpoken(JsonParser.parseString(said.body()).getAsJsonObject().get("id").getAsString(), SOON);
        assertThat(session.send("DELETE", "/api/session", "", "").statusCode()).isEqualTo(204);
    }

    /** A new publisher has its place too. */
    private static void restartPush(SharedProduct shared, long before) throws Exception {
        assertThat(shared.admin().json("POST", "/api/channels/main/push/restart", "").statusCode()).isBetween(200, 299);
        Until.isTrue("another ffmpeg publishes the channel", SOON, () -> shared.api().pushPid("main") != before);
        shared.awaitOnAir();
    }
}
