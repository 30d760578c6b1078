package announcer.itest.support.browser;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import announcer.bench.product.Home;

/** Starts the session for the first class that uses it, and ends it with this JVM's last test. */
final class BrowserSessionExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(BrowserSessionExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        session(context).reopen();
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        BrowserSession session = store(context).get(BrowserSession.class, BrowserSession.class);
        // There is none when it could not be started.
        if (session != null) {
            session.restore();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == BrowserSession.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return session(context);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
    }

    private static BrowserSession session(ExtensionContext context) {
        Store store = store(context);
        BrowserSession session = store.get(BrowserSession.class, BrowserSession.class);
        if (session == null) {
            // Not by the store's own way of computing a value: it would keep a failure for all classes that follow.
            session = start();
            store.put(BrowserSession.class, session);
        }
        return session;
    }

    private static BrowserSession start() {
        try {
            return BrowserSession.start(Home.quiet().conf("announcer.channel~main", "id=main", "voice=freetts/kevin16", "gapMillis=300")
                    // A test waits until a stream is refused that has gone.
                    .conf("announcer.rtsp", "earlyPlayerWaitSeconds=1"));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("no browser session could be started", e);
        }
    }
}
