package announcer.webhook;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.api.stream.Urls;

/** Sends over HTTP. For one thread at a time. */
final class HttpDeliverySender implements DeliverySender, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpDeliverySender.class);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private final ThreadPoolExecutor executor;
    private final HttpClient client;

    /** @param thread name of the thread that the client's own work is done on */
    HttpDeliverySender(String thread) {
        executor = new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), r -> {
            Thread t = new Thread(r, thread);
            t.setDaemon(true);
            return t;
        });
        executor.allowCoreThreadTimeOut(true);
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).followRedirects(Redirect.NEVER).executor(executor).build();
    }

    @Override
    public DeliveryResult send(WebhookTarget target, Delivery delivery, Instant now) throws InterruptedException {
        // The status is known before the body, which nobody reads and which may never end.
        AtomicReference<ResponseInfo> head = new AtomicReference<>();
        CompletableFuture<HttpResponse<Void>> response = client.sendAsync(request(target, delivery, now), info -> {
            head.set(info);
            return BodyHandlers.discarding().apply(info);
        });
        try {
            response.get(target.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            if (head.get() == null) {
                return DeliveryResult.failed("it did not answer within " + target.timeout().toSeconds() + " s");
            }
        } catch (ExecutionException e) {
            if (head.get() == null) {
                return DeliveryResult.failed(words(e.getCause()));
            }
        } finally {
            response.cancel(true);
        }
        return answer(head.get(), now);
    }

    private static HttpRequest request(WebhookTarget target, Delivery delivery, Instant now) {
        long timestamp = now.getEpochSecond();
        HttpRequest.Builder request = HttpRequest.newBuilder(target.uri()).timeout(target.timeout())
                .header("Content-Type", "application/json").header("User-Agent", "Announcer").header("X-Announcer-Event", delivery.event())
                .header("X-Announcer-Delivery", delivery.id()).header("X-Announcer-Timestamp", String.valueOf(timestamp))
                .header("X-Announcer-Signature", WebhookSignature.of(target.secret(), timestamp, delivery.body()))
                .POST(BodyPublishers.ofString(delivery.body()));
        target.authorization().ifPresent(a -> request.header("Authorization", a));
        return request.build();
    }

    private static DeliveryResult answer(ResponseInfo head, Instant now) {
        int status = head.statusCode();
        Optional<Duration> retryAfter = head.headers().firstValue("Retry-After").flatMap(s -> retryAfter(s, now))
                .map(d -> d.compareTo(LONGEST_RETRY_AFTER) < 0 ? d : LONGEST_RETRY_AFTER);
        String words = status >= 300 && status < 400
                ? "it answered " + status + "; redirections are not followed, so set the URL that it names"
                : "it answered " + status;
        return new DeliveryResult(status, retryAfter, words);
    }

    /** Seconds, or a date as HTTP writes it. */
    private static Optional<Duration> retryAfter(String value, Instant now) {
        if (value.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
        }
        try {
            Duration d = Duration.between(now, Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value)));
            return Optional.of(d).filter(wait -> !wait.isNegative());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static String words(Throwable cause) {
        // The JDK's connection failures have no message on some systems.
        String message = cause.getMessage() == null ? "" : ": " + Urls.masked(cause.getMessage());
        return (cause instanceof IOException ? "it cannot be reached (" : "the request failed (") + cause.getClass().getSimpleName()
                + message
                + ")";
    }

    /** Lets go of the client's threads. From Java 21 on it can be closed; before, it ends by itself when nobody holds it. */
    @Override
    public void close() {
        if ((Object) client instanceof AutoCloseable closeable) {
            // An interrupted thread does not wait for what is still being sent, it stops that.
            Thread.currentThread().interrupt();
            try {
                closeable.close();
            } catch (Exception e) {
                LOG.warn("the HTTP client could not be closed: {}", e.toString());
            }
        }
        executor.shutdownNow();
    }
}
