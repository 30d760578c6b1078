package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;

import announcer.bench.http.HttpTestClient;
import announcer.bench.process.ProcFiles;
import announcer.bench.product.Home;
import announcer.bench.product.ProductProcess;
import announcer.bench.util.Until;
import announcer.itest.support.Ffmpeg;
import announcer.itest.support.SharedProduct;
import announcer.itest.support.UsesProduct;

/** Everything secret that the product holds, looked for in everything that it shows, logs and exports. */
@UsesProduct
class SecretsTest {
    private static final String DESTINATION_PASSWORD = "destination-secret-7781";
    private static final String QUERY_SECRET = "stream-key-secret-7782";
    private static final String USER_PASSWORD = "user-secret-7783 and more";
    private static final String KEYSTORE_PASSWORD = UsesProduct.KEYSTORE_PASSWORD;
    private static final String WEBHOOK_SECRET = "webhook-secret-7785-of-some-length";
    private static final String PLAYER_PASSWORD = "player-secret-7786";

    private static final boolean THOROUGH = Boolean.getBoolean("thorough");

    private static SharedProduct shared;
    private static Home home;
    private static ProductProcess product;
    private static HttpTestClient admin;
    private static HttpTestClient session;
    /** What it is, and how it reads. */
    private static final Map<String, String> SECRETS = new LinkedHashMap<>();

    @BeforeAll
    static void start(SharedProduct used) throws Exception {
        shared = used;
        home = shared.home();
        product = shared.product();
        admin = shared.admin();
        home.conf("announcer.channel~away", "id=away",
                "destination=rtsp://someone:" + DESTINATION_PASSWORD + "@127.0.0.1:9/away?key=" + QUERY_SECRET);
        home.conf("announcer.rtsp", "playPassword=" + PLAYER_PASSWORD);
        Until.isTrue("the players' password is set", Duration.ofSeconds(30),
                () -> !shared.api().get("settings/announcer.rtsp").getAsJsonObject("values").get("playPassword").isJsonNull());
        Until.isTrue("the channel is there", Duration.ofSeconds(30), () -> admin.get("/api/channels/away").statusCode() == 200);
        SECRETS.put("first password", shared.firstPassword());
        SECRETS.put("administrator's password", SharedProduct.PASSWORD);
        SECRETS.put("api.token", home.text("conf/api.token").strip());
        SECRETS.put("password of a destination", DESTINATION_PASSWORD);
        SECRETS.put("user's password", USER_PASSWORD);
        SECRETS.put("player's password", PLAYER_PASSWORD);
        made(admin.json("POST", "/api/users", "{\"name\":\"somebody\",\"role\":\"ADMIN\",\"password\":\"" + USER_PASSWORD + "\"}"));
        var token = admin.json("POST", "/api/tokens", "{\"name\":\"for tests\",\"scopes\":[\"VIEW\"],\"lifeDays\":1}");
        made(token);
        SECRETS.put("token's secret", JsonParser.parseString(token.body()).getAsJsonObject().get("secret").getAsString());
        made(admin.json("POST", "/api/settings/announcer.webhook",
                "{\"name\":\"test\",\"values\":{\"url\":\"http://127.0.0.1:9/hook\",\"secret\":\""
                        + WEBHOOK_SECRET + "\"}}"));
        SECRETS.put("webhook's secret", WEBHOOK_SECRET);
        SECRETS.put("keystore's password", KEYSTORE_PASSWORD);
        session = shared.anonymous().session("somebody", USER_PASSWORD);
        SECRETS.put("session's cookie", session.header("Cookie").replaceFirst(".*=", ""));
        SECRETS.put("session's token", session.header("X-Announcer-Csrf"));
        Until.isTrue("the password's hash is in its file", Duration.ofSeconds(10), () -> !hashes().isEmpty());
        for (String hash : hashes()) {
            SECRETS.put("password's hash " + SECRETS.size(), hash);
        }
        assertThat(SECRETS.values()).allSatisfy(s -> assertThat(s).isNotBlank());
    }

    private static void made(java.net.http.HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static List<String> hashes() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : home.confFiles()) {
            Matcher m = Pattern.compile("(?m)^\\s*passwordHash\\s*=\\s*\"?([^\"\\n]+)").matcher(Files.readString(file));
            while (m.find()) {
                // The last part is the hash itself; a file may escape what stands before it.
                found.add(m.group(1).strip().replaceFirst(".*[$:]", ""));
            }
        }
        return found;
    }

    private static void search(String where, byte[] bytes, List<String> found) throws IOException {
        if (bytes.length > 4 && bytes[0] == 'P' && bytes[1] == 'K') {
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                    search(where + "!" + e.getName(), zip.readAllBytes(), found);
                }
            }
            return;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        SECRETS.forEach((what, secret) -> {
            if (text.contains(secret)) {
                int at = text.indexOf(secret);
                found.add(what + " in " + where + ": ..." + text.substring(Math.max(0, at - 80), at).replace('\n', ' ') + "***");
            }
        });
    }

    @Test
    void no_page_of_the_console_shows_any() throws Exception {
        List<String> found = new ArrayList<>();
        Map<String, byte[]> pages = ConsolePages.crawl(session);
        for (Map.Entry<String, byte[]> page : pages.entrySet()) {
            search(page.getKey(), page.getValue(), found);
        }
        System.out.println("pages of the console searched: " + pages.size());
        assertThat(found).isEmpty();
    }

    @Test
    void no_form_of_the_console_shows_any() throws Exception {
        List<String> found = new ArrayList<>();
        List<String> pids = new ArrayList<>();
        for (JsonElement e : JsonParser.parseString(admin.get("/api/settings").body()).getAsJsonObject().getAsJsonArray("settings")) {
            pids.add(e.getAsJsonObject().get("pid").getAsString());
        }
        assertThat(pids).contains("announcer.channel~away", "org.apache.felix.http");
        for (String pid : pids) {
            var form = session.fromOwnSite().form(ConsolePages.ROOT + "/configMgr/" + pid, Map.of());
            assertThat(form.statusCode()).as(pid).isEqualTo(200);
            search("form " + pid, form.body().getBytes(StandardCharsets.UTF_8), found);
            search("json " + pid, session.bytes(ConsolePages.ROOT + "/configMgr/" + pid + ".json").body(), found);
        }
        assertThat(found).isEmpty();
    }

    /** Under every page of the status stands the same export, the whole: the first page's and the last one's are read. */
    @Test
    void the_status_export_holds_none() throws Exception {
        List<String> found = new ArrayList<>();
        List<String> pages = ConsolePages.paths(session).stream()
                .filter(p -> p.matches(ConsolePages.ROOT + "/(status-[^/.]+|inventory[^/]*)")).toList();
        int exports = 0;
        for (String name : List.of("configuration-status.txt", "configuration-status.json", "configuration-status.zip")) {
            Map<String, byte[]> answered = exports(pages, name);
            exports += answered.size();
            Set<Set<String>> parts = new HashSet<>();
            for (Map.Entry<String, byte[]> export : answered.entrySet()) {
                search(export.getKey(), export.getValue(), found);
                parts.add(parts(name, export.getValue()));
            }
            assertThat(parts).as("parts of " + name + " as " + answered.keySet() + " hold them").hasSizeLessThan(2);
        }
        System.out.println("status exports searched: " + exports);
        assertThat(exports).isPositive();
        assertThat(found).isEmpty();
    }

    /** The export of this name as the first page and the last that have one answer it; the zip, which takes a second to make, of one only. */
    private static Map<String, byte[]> exports(List<String> pages, String name) throws Exception {
        Map<String, byte[]> answered = new LinkedHashMap<>();
        List<String> backwards = new ArrayList<>(pages);
        Collections.reverse(backwards);
        for (List<String> order : name.endsWith(".zip") ? List.of(pages) : List.of(pages, backwards)) {
            for (String page : order) {
                String path = page + "/" + name;
                if (answered.containsKey(path)) {
                    break;
                }
                var export = session.bytes(path);
                if (export.statusCode() == 200) {
                    answered.put(path, export.body());
                    if (!THOROUGH) {
                        break;
                    }
                }
            }
        }
        return answered;
    }

    /** Titles of the parts that an export consists of. */
    private static Set<String> parts(String name, byte[] export) {
        String text = new String(export, StandardCharsets.UTF_8);
        if (name.endsWith(".json")) {
            return JsonParser.parseString(text).getAsJsonObject().keySet();
        }
        return name.endsWith(".txt")
                ? Pattern.compile("(?m)^\\*\\*\\* .*").matcher(text).results().map(MatchResult::group).collect(Collectors.toSet())
                : Set.of();
    }

    @Test
    void no_answer_of_the_api_holds_any() throws Exception {
        List<String> found = new ArrayList<>();
        for (Api.Route route : Api.routes(admin)) {
            boolean endless = route.path().endsWith("/events") || route.path().endsWith("/listen");
            if (!route.changes() && !endless && !route.path().equals("/api/session")) {
                search(route.toString(), session.bytes(route.path()).body(), found);
            }
        }
        for (String path : List.of("/api/channels/away", "/api/channels/away/settings", "/api/channels/away/push/output",
                "/api/settings/announcer.rtsp",
                "/metrics", "/health", "/login", "/")) {
            search(path, session.bytes(path).body(), found);
        }
        assertThat(found).isEmpty();
    }

    @Test
    void logs_and_what_is_printed_hold_none_but_the_first_password_once_on_standard_output() throws Exception {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(home.folder())) {
            for (Path f : files.filter(Files::isRegularFile).toList()) {
                String path = home.folder().relativize(f).toString();
                if (path.startsWith("logs")) {
                    search(path, Files.readAllBytes(f), found);
                } else if (path.startsWith("data") && Files.size(f) < 5_000_000 && !path.contains("bundle")) {
                    search(path, Files.readAllBytes(f), found);
                }
            }
        }
        List<String> printed = shared.printed().stream().filter(l -> !l.equals("password: " + shared.firstPassword())).toList();
        search("what was printed", String.join("\n", printed).getBytes(StandardCharsets.UTF_8), found);
        search("the command line", product.commandLine().getBytes(StandardCharsets.UTF_8), found);
        assertThat(found).isEmpty();
    }

    /** As another user of this machine may read it, who comes after ffmpeg has announced the stream. */
    @Test
    void what_stands_on_the_command_line_of_ffmpeg_publishes_nothing() throws Exception {
        Ffmpeg.require();
        shared.api().awaitOnAir("main", Duration.ofSeconds(30));
        long pid = shared.api().pushPid("main");
        String line = ProcFiles.commandLine(pid);
        Matcher url = Pattern.compile("rtsp://(?<credentials>[^ @]+)@(?<rest>\\S+)").matcher(line);
        assertThat(url.find()).as("credentials, which this is about").isTrue();
        assertThat(line).doesNotContain(home.text("data/rtsp-publish.credentials").strip().replaceFirst(".*:", ""));
        String sdp = "v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nt=0 0\r\nm=audio 0 RTP/AVP 0\r\na=control:streamid=0\r\n";
        String answers;
        try (RawConnection thief = RawConnection.to(product.rtspUrl())) {
            String basic = Base64.getEncoder().encodeToString(url.group("credentials").getBytes(StandardCharsets.US_ASCII));
            // What follows is no request: the server closes then.
            thief.write("ANNOUNCE rtsp://" + url.group("rest") + " RTSP/1.0\r\nCSeq: 1\r\nAuthorization: Basic " + basic
                    + "\r\nContent-Type: application/sdp\r\nContent-Length: " + sdp.length() + "\r\n\r\n" + sdp + "none\r\n\r\n");
            answers = thief.readAll();
        }
        assertThat(answers).startsWith("RTSP/1.0 403 ").contains("void");
        assertThat(shared.api().pushPid("main")).as("who publishes").isEqualTo(pid);
    }

    /** The home was there before the product, open to everybody, as the file of settings in it made it. */
    @Test
    void nothing_that_the_product_has_written_into_its_home_can_be_read_by_another_user() throws Exception {
        List<Path> open = new ArrayList<>();
        for (String folder : List.of("", "conf", "data", "logs")) {
            if (!isOwnersAlone(home.folder().resolve(folder))) {
                open.add(home.folder().resolve(folder));
            }
        }
        for (String folder : List.of("data", "logs")) {
            Files.walkFileTree(home.folder().resolve(folder), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    if (!isOwnersAlone(file)) {
                        open.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                /** A temporary one that has gone meanwhile. */
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        assertThat(open).isEmpty();
    }

    private static boolean isOwnersAlone(Path f) throws IOException {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(f)).endsWith("------");
        } catch (NoSuchFileException e) {
            // A temporary one that has gone meanwhile.
            return true;
        }
    }

    @Test
    void an_upload_lies_in_the_home_and_not_where_others_may_look_and_is_gone_afterwards() throws Exception {
        Path temporary = home.folder().resolve("data/tmp");
        try (WatchService watch = temporary.getFileSystem().newWatchService()) {
            temporary.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            assertThat(admin.send("POST", "/api/bundles", "application/java-archive", "no bundle").statusCode()).isEqualTo(422);
            WatchKey seen = watch.poll(20, TimeUnit.SECONDS);
            assertThat(seen).as("a file in " + temporary).isNotNull();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void passwords_are_stored_as_hashes_only_and_files_that_hold_secrets_are_their_owner_s() throws Exception {
        for (Path f : home.confFiles()) {
            String text = Files.readString(f);
            assertThat(text).as(f.toString()).doesNotContain(USER_PASSWORD).doesNotContain(shared.firstPassword());
            // Files that a person wrote keep the mode that the person gave them.
            boolean ours = f.getFileName().toString().matches("announcer\\.(user|webhook)~.*");
            if (ours && SECRETS.values().stream().anyMatch(text::contains)) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f))).as(f.toString())
                        .matches("r[w-]-------");
            }
        }
    }
}
