package announcer.access;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

import announcer.access.crypto.CheapHashes;
import announcer.api.access.HttpCredentials;
import announcer.testing.VirtualClock;

/** Access control on a folder, with users in a map and time that stands still. */
final class AccessFixture {
    static final String HERE = "http://192.0.2.80:8080";
    static final String ADDRESS = "192.0.2.1";
    static final Instant START = Instant.parse("2026-11-25T12:00:30Z");
    static final String HASH = CheapHashes.of("correct horse").text();

    /** The time of the monotonic clock at START: negative, as the machine's clock may be. */
    private static final long BEGIN = -5_000_000_000L;
    final FakeRecords records = new FakeRecords();
    final VirtualClock nanos = new VirtualClock(BEGIN);
    final AccessService access;
    final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    AccessFixture(Path home) {
        Clock clock = new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return START.plusNanos(nanos.nanoTime() - BEGIN);
            }
        };
        access = new AccessService(records, home, nanos, clock, new SecureRandom());
    }

    /** With an administrator, an operator and a viewer, all with the password {@code correct horse}. */
    AccessFixture withUsers() {
        for (String role : new String[]{"ADMIN", "OPERATOR", "VIEWER"}) {
            records.put(role.toLowerCase(java.util.Locale.ROOT), "role", role, "passwordHash", HASH);
        }
        prepare();
        return this;
    }

    void prepare() {
        access.prepare(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    void pass(Duration d) {
        nanos.pass(d.toNanos());
    }

    static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Null: not sent. */
    static HttpCredentials request(String method, String authorization, String session, String csrf, String origin, String fetchSite) {
        return new HttpCredentials(method, HERE, ADDRESS, Optional.ofNullable(authorization), Optional.ofNullable(session),
                Optional.ofNullable(csrf), Optional.ofNullable(origin), Optional.ofNullable(fetchSite));
    }
}
