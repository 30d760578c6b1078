package announcer.web.bundles;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import announcer.web.http.Exchange;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;

/** An executor for work that ends this API: it begins when the answer has gone out, on a thread of its own. */
final class DeferredExecutor implements AutoCloseable {
    private static final int JOIN_SECONDS = 5;

    private final ExecutorService executor = Executors.newSingleThreadExecutor(this::thread);
    private volatile Thread worker;

    private Thread thread(Runnable work) {
        worker = new Thread(work, "announcer-web-bundles");
        worker.setDaemon(true);
        return worker;
    }

    /** Runs the work when the exchange, which has been answered, is over. */
    void after(Exchange exchange, Runnable work) {
        AsyncContext async = exchange.request().startAsync();
        async.addListener(new AsyncListener() {
            @Override
            public void onComplete(AsyncEvent event) {
                executor.execute(work);
            }

            @Override
            public void onTimeout(AsyncEvent event) throws IOException {
                // It is completed at once.
            }

            @Override
            public void onError(AsyncEvent event) throws IOException {
                // It completes all the same.
            }

            @Override
            public void onStartAsync(AsyncEvent event) throws IOException {
                // A request is made asynchronous once only.
            }
        });
        async.complete();
    }

    /** Ends the thread. Waits for its work, unless the caller is that thread, which is stopping this bundle. */
    @Override
    public void close() {
        executor.shutdown();
        if (Thread.currentThread().equals(worker)) {
            return;
        }
        try {
            executor.awaitTermination(JOIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
