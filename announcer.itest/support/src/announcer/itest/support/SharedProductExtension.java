package announcer.itest.support;

import java.io.IOException;
import java.io.UncheckedIOException;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
/**
 * Starts a product for the first class that uses it, and ends it with this JVM's last test: the product is kept in the store of the launcher's
 * session, since Surefire runs each class of a fork as a test plan of its own.
 */
final class SharedProductExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(SharedProductExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        // One that has ended, by a test that ends it or that it failed, is no reason for all others to fail.
        if (!product(context).running()) {
            store(context).remove(SharedProduct.class, SharedProduct.class).close();
            product(context);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        SharedProduct product = store(context).get(SharedProduct.class, SharedProduct.class);
        // There is none when it could not be started. One that has died by itself fails the class here.
        if (product != null && !product.isEndedOnPurpose()) {
            product.restore();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SharedProduct.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return product(context);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(StoreScope.LAUNCHER_SESSION, NAMESPACE);
    }

    private static SharedProduct product(ExtensionContext context) {
        SharedProduct product = store(context).get(SharedProduct.class, SharedProduct.class);
        if (product == null) {
            // Not by the store's own way of computing a value: it would keep a failure for all classes that follow.
            product = start();
            store(context).put(SharedProduct.class, product);
        }
        return product;
    }

    private static SharedProduct start() {
        try {
            return SharedProduct.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
