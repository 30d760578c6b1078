package announcer.app.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;

/** Brings the framework's bundles to the distribution, before the framework starts. */
final class ProductInstaller {
    /** What is not there without a bundle, for those that are hard to do without. */
    private static final Map<String, String> COSTS = Map.ofEntries(
            Map.entry("org.apache.felix.http.jetty12", "there is no web console, and say and status find nothing"),
            Map.entry("org.apache.felix.webconsole", "there is no web console"),
            Map.entry("announcer.console", "nobody can log in to the web console"),
            Map.entry("announcer.web", "there is no HTTP API, and say and status find nothing"),
            Map.entry("announcer.access", "nobody can log in"),
            Map.entry("announcer.conf", "the files in conf/ are not read"),
            Map.entry("announcer.engine", "nothing is spoken"), Map.entry("announcer.ffmpeg", "nothing is published"),
            Map.entry("announcer.rtsp", "there is no embedded RTSP server"), Map.entry("announcer.app", "no address is told"),
            Map.entry("org.apache.felix.scr", "nothing runs"), Map.entry("org.apache.felix.configadmin", "nothing has its settings"),
            Map.entry("org.apache.felix.logback", "nothing is logged"));

    private final BundleContext framework;
    private final PrintStream report;
    private final RestingBundles rest;

    /**
     * @param framework the system bundle's context; the framework is initialised and not started
     * @param report takes a line for each thing an administrator should know
     */
    ProductInstaller(BundleContext framework, PrintStream report) {
        this.framework = framework;
        this.report = report;
        this.rest = new RestingBundles(framework);
    }

    /**
     * Carries out the plan and records what was given.
     *
     * @param given hashes of the bundles that this home has been given, by location
     * @param undecided locations of installed bundles of which nobody knows whether they are to be started: they are
     * @return what the home has been given now
     */
    Map<String, String> bringTo(SortedMap<String, ProductBundle> offered, Map<String, String> given, Set<String> undecided,
            Path productList) throws IOException, BundleException {
        Map<String, String> hashes = new HashMap<>();
        offered.forEach((location, bundle) -> hashes.put(location, bundle.hash()));
        Map<String, Bundle> installed = installed();
        SortedMap<String, ProductPlan.Action> plan = ProductPlan.of(given, hashes, installed.keySet());
        for (Map.Entry<String, ProductPlan.Action> step : plan.entrySet()) {
            Bundle bundle = installed.get(step.getKey());
            ProductBundle product = offered.get(step.getKey());
            switch (step.getValue()) {
                case INSTALL -> start(install(product), product);
                case REPAIR -> {
                    update(bundle, product);
                    start(bundle, product);
                }
                case UPDATE -> update(bundle, product);
                case UNINSTALL -> bundle.uninstall();
            }
        }
        for (String location : undecided) {
            if (installed.containsKey(location) && plan.get(location) != ProductPlan.Action.UNINSTALL) {
                start(installed.get(location), offered.get(location));
            }
        }
        if (!plan.isEmpty() || !given.equals(hashes) || !Files.exists(productList)) {
            ProductList.write(productList, offered);
        }
        return hashes;
    }

    private Map<String, Bundle> installed() {
        Map<String, Bundle> bundles = new HashMap<>();
        for (Bundle bundle : framework.getBundles()) {
            if (bundle.getLocation().startsWith(ProductBundle.SCHEME)) {
                bundles.put(bundle.getLocation(), bundle);
            }
        }
        return bundles;
    }

    private Bundle install(ProductBundle product) throws IOException, BundleException {
        try (InputStream in = Files.newInputStream(product.file())) {
            return framework.installBundle(product.location(), in);
        }
    }

    private static void update(Bundle bundle, ProductBundle product) throws IOException, BundleException {
        try (InputStream in = Files.newInputStream(product.file())) {
            bundle.update(in);
        }
    }

    /** Marks it to be started: it comes up when the framework reaches its level. */
    private void start(Bundle bundle, ProductBundle product) throws BundleException {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        bundle.adapt(BundleStartLevel.class).setStartLevel(StartLevels.of(product.symbolicName()));
        if ((revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0) {
            return;
        }
        Optional<String> rests = rest.of(product.symbolicName(), revision);
        if (rests.isPresent()) {
            report.println(rests.get());
            return;
        }
        bundle.start(Bundle.START_ACTIVATION_POLICY);
    }

    /** Marks those to be started that somebody has stopped. */
    void startStopped() throws BundleException {
        for (Bundle bundle : stopped()) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
            report.println("announcer: " + bundle.getSymbolicName() + " was stopped and is started again");
        }
    }

    /** Tells which bundles of the product stay stopped, and what that costs: it may be the very way to start them again. */
    void reportStopped() {
        for (Bundle bundle : stopped()) {
            String cost = COSTS.get(bundle.getSymbolicName());
            report.println(
                    "announcer: " + bundle.getSymbolicName() + " is stopped, as it was left" + (cost == null ? "" : ": without it " + cost)
                            + ". To start it: \"start " + bundle.getBundleId()
                            + "\" in the shell, or --start-stopped at the next start of Announcer");
        }
    }

    private List<Bundle> stopped() {
        return installed().values().stream().filter(bundle -> !bundle.adapt(BundleStartLevel.class).isPersistentlyStarted())
                .filter(bundle -> {
                    BundleRevision revision = bundle.adapt(BundleRevision.class);
                    return (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) == 0
                            && rest.of(bundle.getSymbolicName(), revision).isEmpty();
                }).sorted(Comparator.comparing(Bundle::getSymbolicName)).toList();
    }

    /** Returns the bundles that cannot run on this system, a sentence each. */
    List<String> resting() {
        List<String> sentences = new ArrayList<>();
        installed().values().stream().sorted(Comparator.comparing(Bundle::getLocation))
                .forEach(bundle -> rest.of(bundle.getSymbolicName(), bundle.adapt(BundleRevision.class)).ifPresent(sentences::add));
        return sentences;
    }
}
