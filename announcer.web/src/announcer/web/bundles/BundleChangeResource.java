package announcer.web.bundles;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntSupplier;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.web.http.ContentType;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;

/** The requests that change bundles: each is checked, carried out or put off until its answer has gone out, and recorded. */
final class BundleChangeResource implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BundleChangeResource.class);
    private static final Set<String> JARS = Set.of("application/java-archive", "application/x-java-archive");
    private static final String HTTP_SERVER = "org.osgi.service.servlet.runtime.HttpServiceRuntime";

    private final Bundle own;
    private final BundleInventory inventory;
    private final ImpactScope impactScope;
    private final BundleLifecycle lifecycle;
    private final IntSupplier mostMegabytes;
    private final DeferredExecutor deferred = new DeferredExecutor();

    /** @param mostMegabytes the largest file that is taken, in MiB */
    BundleChangeResource(Bundle own, BundleInventory inventory, ImpactScope impactScope, BundleLifecycle lifecycle,
            IntSupplier mostMegabytes) {
        this.own = own;
        this.inventory = inventory;
        this.impactScope = impactScope;
        this.lifecycle = lifecycle;
        this.mostMegabytes = mostMegabytes;
    }

    void start(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Bundle bundle = changeable(exchange.id());
        now(exchange, "bundle start", bundle, () -> lifecycle.start(bundle));
        exchange.answer(200, inventory.view(bundle).json());
    }

    void stop(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Bundle bundle = changeable(exchange.id());
        if (endsThis(BundleAction.STOP, bundle)) {
            later(exchange, "bundle stop", bundle, () -> lifecycle.stop(bundle));
        } else {
            now(exchange, "bundle stop", bundle, () -> lifecycle.stop(bundle));
            exchange.answer(200, inventory.view(bundle).json());
        }
    }

    void uninstall(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Bundle bundle = changeable(exchange.id());
        if (endsThis(BundleAction.UNINSTALL, bundle)) {
            later(exchange, "bundle uninstall", bundle, () -> lifecycle.uninstall(bundle, true));
        } else {
            now(exchange, "bundle uninstall", bundle, () -> lifecycle.uninstall(bundle, false));
            exchange.done();
        }
    }

    void update(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        Bundle bundle = changeable(exchange.id());
        UploadedBundle jar = receive(exchange);
        boolean handedOn = false;
        try {
            if (!jar.name().equals(bundle.getSymbolicName())) {
                throw new Problem(422, "other-bundle", "The file is another bundle", "the file that was sent is the bundle " + jar.name()
                        + ", and cannot take the place of " + BundleInventory.name(bundle)
                        + "; install it beside it with POST /api/bundles")
                        .about("name", jar.name());
            }
            String action = "bundle update to " + jar.version();
            if (endsThis(BundleAction.UPDATE, bundle)) {
                later(exchange, action, bundle, () -> {
                    try (jar) {
                        lifecycle.update(bundle, jar, true);
                    }
                });
                handedOn = true;
            } else {
                now(exchange, action, bundle, () -> lifecycle.update(bundle, jar, false));
                exchange.answer(200, inventory.view(bundle).json());
            }
        } finally {
            if (!handedOn) {
                jar.close();
            }
        }
    }

    void install(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        try (UploadedBundle jar = receive(exchange)) {
            String target = jar.name() + " " + jar.version();
            Bundle bundle;
            try {
                bundle = lifecycle.install(jar);
            } catch (Problem e) {
                exchange.audit("bundle install", target, "failed: " + e.getMessage());
                throw e;
            }
            exchange.audit("bundle install", BundleInventory.label(bundle));
            exchange.response().setHeader("Location", exchange.root() + "/bundles/" + bundle.getBundleId());
            exchange.answer(201, inventory.view(bundle).json());
        }
    }

    private Bundle changeable(String id) throws Problem {
        Bundle bundle = inventory.find(id);
        if (bundle.getBundleId() == 0) {
            throw BundleProblems.isProtected();
        }
        return bundle;
    }

    private UploadedBundle receive(Exchange exchange) throws Problem, IOException {
        String type = String.valueOf(exchange.request().getContentType()).split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!JARS.contains(type)) {
            throw ContentType.unsupported("a bundle is a jar, and this came as \"" + Problem.shortened(type) + "\"",
                    exchange.request().getMethod(), List.of("application/java-archive"));
        }
        long mostBytes = (long) mostMegabytes.getAsInt() << 20;
        if (exchange.request().getContentLengthLong() > mostBytes) {
            throw UploadedBundle.tooLong(mostBytes);
        }
        return UploadedBundle.receive(exchange.request().getInputStream(), mostBytes);
    }

    private static void now(Exchange exchange, String action, Bundle bundle, BundleOperation operation) throws Problem, IOException {
        String target = BundleInventory.label(bundle);
        try {
            operation.run();
        } catch (Problem e) {
            exchange.audit(action, target, "failed: " + e.getMessage());
            throw e;
        }
        exchange.audit(action, target);
    }

    /** Answers first and operates then: the operation ends what the answer goes through. */
    private void later(Exchange exchange, String action, Bundle bundle, BundleOperation operation) throws IOException {
        String target = BundleInventory.label(bundle);
        exchange.audit(action, target, "begun");
        exchange.answer(202, inventory.view(bundle).json());
        deferred.after(exchange, () -> {
            try {
                operation.run();
                LOG.info("{} of {} is done", action, target);
            } catch (Problem | IOException | RuntimeException | LinkageError e) {
                LOG.error("{} of {} failed: {}", action, target, e.getMessage(), e);
            }
        });
    }

    /** Returns whether an action ends this API, or the HTTP server. */
    private boolean endsThis(BundleAction action, Bundle bundle) {
        return impactScope.stoppedBy(action, bundle).stream().anyMatch(b -> b.getBundleId() == own.getBundleId() || isHttpServer(b));
    }

    private static boolean isHttpServer(Bundle bundle) {
        ServiceReference<?>[] services = bundle.getRegisteredServices();
        for (ServiceReference<?> service : services == null ? new ServiceReference<?>[0] : services) {
            if (List.of((String[]) service.getProperty(Constants.OBJECTCLASS)).contains(HTTP_SERVER)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        deferred.close();
    }
}
