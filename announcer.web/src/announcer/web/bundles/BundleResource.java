package announcer.web.bundles;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import announcer.api.Announcer;
import announcer.api.access.Scope;
import announcer.web.http.Exchange;
import announcer.web.http.Problem;
import announcer.web.http.Routes;

/** {@code /api/bundles}: the installed bundles and their state, and the impact of an action. Safe for use by any thread. */
public final class BundleResource implements AutoCloseable {
    private static final String ACTION = "action";

    private final BundleContext framework;
    private final Bundle own;
    private final Supplier<Optional<Announcer>> announcer;
    private final StartFailures failures = new StartFailures();
    private final BundleInventory inventory;
    private final ImpactScope impactScope;
    private final BundleChangeResource changes;

    /**
     * @param context this bundle's
     * @param announcer the engine, while it is there
     * @param resting what of the product rests on this system: a sentence a line; null or empty when nothing does
     * @param mostMegabytes the largest file that is taken, in MiB
     */
    public BundleResource(BundleContext context, Supplier<Optional<Announcer>> announcer, Supplier<String> resting,
            IntSupplier mostMegabytes) {
        this.announcer = announcer;
        own = context.getBundle();
        // The system bundle's context is valid for as long as the framework runs: this bundle may be what is stopped.
        framework = context.getBundle(0).getBundleContext();
        BundleDiagnosis diagnosis = new BundleDiagnosis(framework, failures);
        inventory = new BundleInventory(framework, diagnosis, new InactiveForPlatform(resting));
        impactScope = new ImpactScope(framework);
        changes = new BundleChangeResource(own, inventory, impactScope, new BundleLifecycle(framework, diagnosis, failures), mostMegabytes);
        framework.addFrameworkListener(failures);
        framework.addBundleListener(failures);
    }

    /** Adds the routes of bundles. */
    public void addTo(Routes routes) {
        routes.add("GET", "bundles", Scope.ADMINISTER, this::list).add("POST", "bundles", Scope.ADMINISTER, changes::install)
                .add("GET", "bundles/{id}", Scope.ADMINISTER, this::show)
                .add("PUT", "bundles/{id}", Scope.ADMINISTER, changes::update)
                .add("DELETE", "bundles/{id}", Scope.ADMINISTER, changes::uninstall)
                .add("GET", "bundles/{id}/impact", Scope.ADMINISTER, this::impact)
                .add("POST", "bundles/{id}/start", Scope.ADMINISTER, changes::start)
                .add("POST", "bundles/{id}/stop", Scope.ADMINISTER, changes::stop);
    }

    /** Returns all bundles as they are now. */
    public List<BundleView> all() {
        return inventory.list();
    }

    private void list(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        exchange.answer(200, BundleView.json(inventory.list()));
    }

    private void show(Exchange exchange) throws Problem, IOException {
        exchange.query(List.of());
        exchange.answer(200, inventory.view(inventory.find(exchange.id())).json());
    }

    private void impact(Exchange exchange) throws Problem, IOException {
        BundleAction action = action(exchange.query(List.of(ACTION)).text(ACTION).orElse(""));
        Bundle bundle = inventory.find(exchange.id());
        JsonObject json = new JsonObject();
        json.add("bundle", inventory.view(bundle).json());
        JsonArray interrupts = new JsonArray();
        new ImpactAnalysis(framework, own, announcer.get()).of(impactScope.stoppedBy(action, bundle)).forEach(interrupts::add);
        json.add("interrupts", interrupts);
        JsonArray dependents = new JsonArray();
        impactScope.dependents(bundle).forEach(dependent -> {
            JsonObject named = new JsonObject();
            named.addProperty("id", dependent.getBundleId());
            named.addProperty("name", BundleInventory.name(dependent));
            dependents.add(named);
        });
        json.add("dependents", dependents);
        exchange.answer(200, json);
    }

    private static BundleAction action(String word) throws Problem {
        for (BundleAction action : BundleAction.values()) {
            if (action.word().equals(word)) {
                return action;
            }
        }
        throw Problem.field(ACTION, word, "the query parameter \"action\" is \"" + Problem.shortened(word) + "\"; it must be one of "
                + Arrays.stream(BundleAction.values()).map(BundleAction::word).collect(Collectors.joining(", ")));
    }

    @Override
    public void close() {
        framework.removeFrameworkListener(failures);
        framework.removeBundleListener(failures);
        changes.close();
    }
}
