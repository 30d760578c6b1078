package announcer.webhook;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** A receiver of webhooks on a loopback port: it answers as it is told, 200 when it is told nothing. */
final class Receiver implements AutoCloseable {
    /** One request. */
    record Got(Headers headers, String body) {
        String header(String name) {
            return headers.getFirst(name);
        }

        JsonObject json() {
            return JsonParser.parseString(body).getAsJsonObject();
        }

        String event() {
            return json().get("event").getAsString();
        }
    }

    private record Reply(int status, Optional<String> retryAfter, Optional<String> location) {}

    final List<Got> got = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedDeque<Reply> replies = new ConcurrentLinkedDeque<>();
    private final HttpServer server;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    void answers(int... statuses) {
        for (int status : statuses) {
            replies.add(new Reply(status, Optional.empty(), Optional.empty()));
        }
    }

    void answers(int status, String retryAfter) {
        replies.add(new Reply(status, Optional.of(retryAfter), Optional.empty()));
    }

    void redirects(String to) {
        replies.add(new Reply(302, Optional.empty(), Optional.of(to)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            got.add(new Got(exchange.getRequestHeaders(), new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Reply reply = Optional.ofNullable(replies.poll()).orElse(new Reply(200, Optional.empty(), Optional.empty()));
            reply.retryAfter.ifPresent(r -> exchange.getResponseHeaders().set("Retry-After", r));
            reply.location.ifPresent(l -> exchange.getResponseHeaders().set("Location", l));
            exchange.sendResponseHeaders(reply.status, -1);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    List<String> events() {
        return got.stream().map(Got::event).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
