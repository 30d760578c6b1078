package announcer.itest.browser.pages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import announcer.lib.page.JoinedModules;

/**
 * The pages and the API for calling numbers on a port of this machine, without the product: as the contract of the API says it, and with the
 * faults that a test wishes for. It can be ended and started again on the same port. Safe for use by any thread.
 * {@link FakeQueue} is what it knows, this is how it answers. The FakeCalling of announcer.testing is another contract's: the Java service, of
 * which servlets are tested; it remembers what it is told, and calls nobody.
 */
final class FakeCalling implements AutoCloseable {
    private static final Gson GSON = new GsonBuilder().serializeNulls().create();
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; media-src blob:; "
            + "form-action 'none'; base-uri 'none'; frame-ancestors 'self'";
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js", "text/javascript; charset=utf-8",
            "css",
            "text/css; charset=utf-8", "svg", "image/svg+xml");

    /** One open stream of events. */
    private record Stream(HttpExchange exchange, OutputStream out, String path) {}

    /** One command as it came. */
    record Command(String path, JsonObject body, String key) {}

    final FakeQueue queue = new FakeQueue();
    final FakeFigures figures = new FakeFigures();
    private final Path own;
    private final Path shared;
    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private final List<Command> commands = new CopyOnWriteArrayList<>();
    private final Map<String, JsonObject> answered = new HashMap<>();
    private HttpServer server;
    private ExecutorService threads;
    private ScheduledExecutorService timer;
    private int port;
    private boolean loggedIn = true;
    private boolean silent;
    private String counter;
    private List<String> scopes = List.of("VIEW", "ANNOUNCE", "OPERATE", "METRICS", "ADMINISTER");
    private FakeQueue.Refused refusal;
    private boolean losesAnswers;
    private int edition;
    private volatile JsonObject previewed;

    /** @param checkout where the sources of the pages are */
    FakeCalling(Path checkout) {
        own = checkout.resolve("announcer.pages/src/announcer/pages/res");
        shared = checkout.resolve("announcer.lib/src/announcer/lib/page");
    }

    /** To look at the pages by hand: the checkout, and a port. */
    public static void main(String[] args) throws IOException {
        FakeCalling fake = new FakeCalling(Path.of(args[0]));
        fake.port = Integer.parseInt(args[1]);
        fake.start();
        fake.change(q -> {
            for (int i = 0; i < 9; i++) {
                q.issue(i % 3 == 2 ? "b" : "a");
            }
            for (int i = 0; i < 3; i++) {
                q.counterCommand(i == 1 ? "c1" : "c3", "next", new JsonObject());
            }
        });
    }

    interface Change {
        void to(FakeQueue queue) throws FakeQueue.Refused;
    }

    synchronized FakeCalling start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        port = server.getAddress().getPort();
        threads = Executors.newCachedThreadPool();
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        timer = Executors.newSingleThreadScheduledExecutor();
        timer.scheduleWithFixedDelay(this::alive, 1, 1, TimeUnit.SECONDS);
        return this;
    }

    /** Nobody answers any more; what it knows it keeps. */
    synchronized void stop() {
        if (server != null) {
            timer.shutdownNow();
            streams.forEach(s -> s.exchange().close());
            streams.clear();
            server.stop(0);
            threads.shutdownNow();
            server = null;
        }
    }

    @Override
    public void close() {
        stop();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Changes something, and tells everybody. */
    synchronized void change(Change change) {
        try {
            change.to(queue);
        } catch (FakeQueue.Refused e) {
            throw new IllegalStateException(e);
        }
        tell();
    }

    /** Streams stay open, and nothing comes on them. */
    synchronized void silent(boolean is) {
        silent = is;
        if (!is) {
            tell();
        }
    }

    /** The numbers that were called, in order. */
    synchronized List<String> called() {
        return queue.called();
    }

    synchronized void loggedIn(boolean is) {
        loggedIn = is;
    }

    synchronized void as(String onlyCounter, String... all) {
        counter = onlyCounter;
        scopes = List.of(all);
    }

    /** The next commands are refused; null: no more. */
    synchronized void refuse(FakeQueue.Refused with) {
        refusal = with;
    }

    /** Commands are carried out, and nobody hears of it. */
    synchronized void losesAnswers(boolean is) {
        losesAnswers = is;
    }

    /** The pages' files are other ones from now on. */
    synchronized void newFiles() {
        edition++;
    }

    /** The commands that came, repetitions too. */
    List<Command> commands() {
        return new ArrayList<>(commands);
    }

    /** What somebody wanted to hear before it is said; there is no sound here. */
    JsonObject previewed() {
        return previewed;
    }

    int streams() {
        return streams.size();
    }

    private synchronized void tell() {
        if (!silent) {
            streams.forEach(s -> {
                JsonObject state = stateOf(s.path());
                if (state != null) {
                    write(s, "state", state);
                }
            });
        }
    }

    private synchronized void alive() {
        if (!silent) {
            JsonObject now = new JsonObject();
            now.add("now", queue.board().get("now"));
            streams.forEach(s -> write(s, "alive", now));
        }
    }

    private JsonObject stateOf(String path) {
        try {
            return path.startsWith("/api/")
                    ? queue.desk()
                    : path.startsWith("/public/board") ? queue.board() : queue.publicTicket(path.split("/")[3]);
        } catch (FakeQueue.Refused e) {
            return null;
        }
    }

    private void write(Stream stream, String event, JsonObject data) {
        try {
            stream.out().write(("event: " + event + "\ndata: " + GSON.toJson(data) + "\n\n").getBytes(StandardCharsets.UTF_8));
            stream.out().flush();
        } catch (IOException e) {
            streams.remove(stream);
            stream.exchange().close();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try {
            if (path.endsWith("/events")) {
                events(exchange, path);
            } else if (path.startsWith("/api/") || path.startsWith("/public/")) {
                api(exchange, path);
            } else {
                file(exchange, path);
            }
        } catch (FakeQueue.Refused e) {
            JsonObject problem = new JsonObject();
            problem.addProperty("type", "urn:announcer:problem:" + e.kind);
            problem.addProperty("status", e.status);
            problem.addProperty("detail", e.getMessage());
            send(exchange, e.status, "application/problem+json", GSON.toJson(problem).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void events(HttpExchange exchange, String path) throws IOException, FakeQueue.Refused {
        if (path.startsWith("/api/")) {
            demandLogin();
        }
        synchronized (this) {
            JsonObject state = stateOf(path);
            if (state == null || (path.startsWith("/public/board/") && !path.startsWith("/public/board/default/"))) {
                throw new FakeQueue.Refused(404, path.contains("board") ? "unknown-board" : "unknown-ticket", "there is no such thing");
            }
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(200, 0);
            OutputStream out = exchange.getResponseBody();
            // Not the server's: browsers come again after some seconds by themselves, which a test would wait for.
            out.write("retry: 300\n\n".getBytes(StandardCharsets.UTF_8));
            Stream stream = new Stream(exchange, out, path);
            streams.add(stream);
            if (silent) {
                out.flush();
            } else {
                write(stream, "state", state);
            }
        }
    }

    private synchronized void demandLogin() throws FakeQueue.Refused {
        if (!loggedIn) {
            throw new FakeQueue.Refused(401, "unauthorised", "nobody is logged in");
        }
    }

    private void api(HttpExchange exchange, String path) throws IOException, FakeQueue.Refused {
        boolean isOpen = path.startsWith("/public/");
        if (!isOpen) {
            demandLogin();
        }
        byte[] sent = exchange.getRequestBody().readAllBytes();
        JsonObject body = sent.length == 0
                ? new JsonObject()
                : JsonParser.parseString(new String(sent, StandardCharsets.UTF_8)).getAsJsonObject();
        boolean posts = exchange.getRequestMethod().equals("POST");
        if (posts && !isOpen && !"csrf".equals(exchange.getRequestHeaders().getFirst("X-Announcer-Csrf"))) {
            throw new FakeQueue.Refused(403, "foreign", "the request does not come from a page of this server");
        }
        JsonObject answer;
        boolean lost;
        synchronized (this) {
            answer = posts && !path.endsWith("/preview")
                    ? once(path, body, exchange.getRequestHeaders().getFirst("Idempotency-Key"))
                    : look(path, exchange.getRequestURI().getQuery(), body);
            lost = posts && losesAnswers;
        }
        tell();
        if (lost) {
            exchange.close();
            return;
        }
        send(exchange, posts ? statusOf(path, answer) : 200, "application/json", GSON.toJson(answer).getBytes(StandardCharsets.UTF_8));
    }

    private static int statusOf(String path, JsonObject answer) {
        boolean made = path.equals("/api/calling/tickets") || path.equals("/public/take")
                || path.equals("/api/calling/orders") && answer.getAsJsonObject("ticket").get("calls").getAsInt() == 0;
        return made ? 201 : path.endsWith("/say") ? 202 : 200;
    }

    private JsonObject once(String path, JsonObject body, String key) throws FakeQueue.Refused {
        commands.add(new Command(path, body, key));
        if (key != null && answered.containsKey(key)) {
            return answered.get(key);
        }
        if (refusal != null) {
            throw refusal;
        }
        JsonObject answer = command(path.split("/"), body);
        if (key != null) {
            answered.put(key, answer);
        }
        return answer;
    }

    private JsonObject command(String[] path, JsonObject body) throws FakeQueue.Refused {
        String what = path[1].equals("public") ? "take" : path[3];
        return switch (what) {
            case "take" -> taken(queue.issue(body.get("service").getAsString()).get("id").getAsString());
            case "counters" -> path[5].equals("say") ? said() : queue.counterCommand(path[4], path[5], body);
            case "tickets" ->
                path.length == 4 ? queue.issue(body.get("service").getAsString()) : queue.ticketCommand(path[4], path[5], body);
            case "orders" -> path.length == 4 ? queue.order(body) : queue.orderCommand(path[4], path[5]);
            default -> throw new FakeQueue.Refused(404, "not-found", "no such path");
        };
    }

    private JsonObject taken(String ticket) throws FakeQueue.Refused {
        JsonObject answer = queue.publicTicket(ticket);
        answer.addProperty("link", "/ticket/" + ticket);
        return answer;
    }

    private static JsonObject said() {
        JsonObject answer = new JsonObject();
        answer.addProperty("announcement", "said-1");
        return answer;
    }

    private JsonObject look(String path, String query, JsonObject body) throws FakeQueue.Refused {
        if (path.equals("/api/session")) {
            JsonObject session = new JsonObject();
            session.addProperty("user", counter == null ? "anna" : "token:tablet");
            session.addProperty("credential", "session");
            JsonArray all = new JsonArray();
            scopes.forEach(all::add);
            session.add("scopes", all);
            session.addProperty("csrf", "csrf");
            session.add("expires", JsonNull.INSTANCE);
            session.addProperty("mustChangePassword", false);
            session.addProperty("counter", counter);
            return session;
        }
        if (path.equals("/api/preview")) {
            previewed = body;
            throw new FakeQueue.Refused(502, "cannot-be-spoken", "there is no voice here");
        }
        if (path.endsWith("/preview")) {
            JsonObject words = new JsonObject();
            words.add("voice", JsonNull.INSTANCE);
            words.addProperty("language", "en");
            words.addProperty("text", body.get("number").getAsString() + ", please go to counter three.");
            JsonArray all = new JsonArray();
            all.add(words);
            JsonObject answer = new JsonObject();
            answer.add("number", body.get("number"));
            answer.add("words", all);
            answer.addProperty("markup", "plain");
            answer.add("text", words.get("text"));
            answer.addProperty("channel", "main");
            answer.addProperty("locale", "en");
            answer.addProperty("voice", (String) null);
            return answer;
        }
        if (path.startsWith("/public/board")) {
            if (path.split("/").length > 3 && !path.endsWith("/default")) {
                throw new FakeQueue.Refused(404, "unknown-board", "there is no board of this name");
            }
            return queue.board();
        }
        if (path.equals("/api/calling/figures")) {
            return figures.of(query);
        }
        return path.equals("/public/take")
                ? queue.offer()
                : path.startsWith("/public/ticket/") ? queue.publicTicket(path.split("/")[3]) : queue.desk();
    }

    private void file(HttpExchange exchange, String path) throws IOException {
        String name = path.equals("/")
                ? "desk.html"
                : path.startsWith("/board")
                        ? "board.html"
                        : path.equals("/take") || path.equals("/figures")
                                ? path.substring(1) + ".html"
                                : path.startsWith("/ticket/")
                                        ? path.endsWith(".svg") ? "icon.svg" : "ticket.html"
                                        : URLDecoder.decode(path.replaceFirst("^/pages/", ""), StandardCharsets.UTF_8);
        Optional<byte[]> found = name.startsWith("all/")
                ? JoinedModules.of(name.substring(3), module -> content(module.substring(1)))
                : content(name);
        if (path.equals("/login")) {
            send(exchange, 200, TYPES.get("html"),
                    "<title>Log in</title><link rel=icon href=data:,><h1>Log in</h1>".getBytes(StandardCharsets.UTF_8));
        } else if (found.isPresent()) {
            byte[] content = found.get();
            exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            exchange.getResponseHeaders().set("ETag", "\"" + Arrays.hashCode(content) + "-" + edition + "\"");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, TYPES.get(name.substring(name.lastIndexOf('.') + 1)), zipped(content));
        } else {
            send(exchange, 404, "text/plain", new byte[0]);
        }
    }

    private Optional<byte[]> content(String name) throws IOException {
        for (Path folder : List.of(own, shared)) {
            if (Files.isRegularFile(folder.resolve(name))) {
                return Optional.of(Files.readAllBytes(folder.resolve(name)));
            }
        }
        return Optional.empty();
    }

    /** As the product sends it: every browser unzips. */
    private static byte[] zipped(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(content);
        }
        return out.toByteArray();
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head || body.length == 0 ? -1 : body.length);
        if (!head && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }
}
