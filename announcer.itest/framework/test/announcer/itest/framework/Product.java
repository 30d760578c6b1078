package announcer.itest.framework;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationListener;

import announcer.api.Announcement;
import announcer.api.AnnouncementState;
import announcer.api.AnnouncementStatus;
import announcer.api.Announcer;
import announcer.api.RejectedException;
import announcer.api.Request;

/** The product's bundles in the framework that the tests run in, as an administrator handles them. */
final class Product {
    static final String ENGINE = "announcer.engine";
    static final String FREETTS = "announcer.tts.freetts";
    static final String MARY = "announcer.tts.mary";
    static final String UNIX = "announcer.transport.unix";
    static final String FFMPEG = "announcer.ffmpeg";
    static final String RTSP = "announcer.rtsp";
    /** Those that may go while the stream is on the air. */
    static final List<String> SWAPPED = List.of(ENGINE, FREETTS, UNIX, FFMPEG, RTSP);

    /** Engines that rest unless a test starts them: where FreeTTS goes, nobody else is to step in. */
    private static final List<String> OTHER_ENGINES = List.of(MARY, "announcer.tts.system", "announcer.tts.example");

    static {
        // The journal too: the other tests are of what is in memory.
        stop("announcer.journal");
        OTHER_ENGINES.forEach(Product::stop);
    }

    private static final Duration SERVICE = Duration.ofSeconds(30);
    private static final Duration OUTCOME = Duration.ofSeconds(90);

    private Product() {
    }

    /** The number of repetitions: {@code thorough} under {@code -Dthorough}, else {@code usual}. */
    static int times(int usual, int thorough) {
        return Boolean.getBoolean("thorough") ? thorough : usual;
    }

    static BundleContext context() {
        return FrameworkUtil.getBundle(Product.class).getBundleContext();
    }

    static Bundle bundle(String name) {
        return Arrays.stream(context().getBundles()).filter(b -> name.equals(b.getSymbolicName())).findFirst()
                .orElseThrow(() -> new AssertionError("bundle " + name + " is not installed"));
    }

    /** The service as it is now; waits for one when there is none. */
    static <S> S service(Class<S> type) {
        return Until.matches("there is a service " + type.getSimpleName(), SERVICE,
                () -> Optional.ofNullable(context().getServiceReference(type)).map(context()::getService), Optional::isPresent)
                .orElseThrow();
    }

    static Announcer announcer() {
        return service(Announcer.class);
    }

    static void stop(String name) {
        try {
            bundle(name).stop();
        } catch (BundleException e) {
            throw new AssertionError(name + " cannot be stopped", e);
        }
    }

    static void start(String name) {
        try {
            bundle(name).start();
        } catch (BundleException e) {
            throw new AssertionError(name + " cannot be started", e);
        }
    }

    static void stopAndStart(String name) {
        stop(name);
        start(name);
    }

    /** Updates a bundle with the file that it came from: other class loader, same classes. */
    static void update(String name) {
        try (InputStream jar = jar(name)) {
            bundle(name).update(jar);
        } catch (BundleException | IOException e) {
            throw new AssertionError(name + " cannot be updated", e);
        }
    }

    /** The bundle's file; the location it was installed from holds as long as it is not updated from elsewhere. */
    static InputStream jar(String name) {
        String location = bundle(name).getLocation().replaceFirst("^reference:", "");
        try {
            return URI.create(location.contains(":") ? location : "file:" + location).toURL().openStream();
        } catch (IOException e) {
            throw new UncheckedIOException(location, e);
        }
    }

    static Configuration configuration(String pid) {
        try {
            return service(ConfigurationAdmin.class).getConfiguration(pid, "?");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Configuration factoryConfiguration(String factoryPid, String name) {
        try {
            return service(ConfigurationAdmin.class).getFactoryConfiguration(factoryPid, name, "?");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Saves a configuration for the time of a test; closing it brings back what was before. */
    static Restore configured(String pid, Map<String, Object> values) {
        Configuration c = configuration(pid);
        Dictionary<String, Object> before = c.getProperties();
        update(c, values);
        return before == null ? () -> delete(c) : () -> update(c, FrameworkUtil.asMap(before));
    }

    static void update(Configuration c, Map<String, Object> values) {
        try {
            c.update(dictionary(values));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Configuration c) {
        try {
            c.delete();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until everybody was told of the configurations saved so far: Configuration Admin tells of one after the other. */
    static void configurationsAreTold() {
        String pid = "itest.told";
        CountDownLatch told = new CountDownLatch(1);
        ServiceRegistration<ConfigurationListener> registration = context().registerService(ConfigurationListener.class, event -> {
            if (pid.equals(event.getPid())) {
                told.countDown();
            }
        }, null);
        Configuration last = configuration(pid);
        try {
            update(last, Map.of("saved", "last"));
            Until.holds("Configuration Admin has told of what was saved", SERVICE, () -> told.getCount() == 0);
        } finally {
            delete(last);
            registration.unregister();
        }
    }

    static Dictionary<String, Object> dictionary(Map<String, Object> values) {
        return new Hashtable<>(values);
    }

    static Announcement announce(Request request) {
        try {
            return announcer().announce(request);
        } catch (RejectedException e) {
            throw new AssertionError(request + " was refused", e);
        }
    }

    /** What became of it. */
    static AnnouncementStatus outcome(Announcement a) {
        return outcome(a, OUTCOME);
    }

    static AnnouncementStatus outcome(Announcement a, Duration limit) {
        return Until.matches("announcement " + a.id() + " has an outcome", limit, a::status, s -> s.state().isFinal());
    }

    static void reaches(Announcement a, AnnouncementState state) {
        Until.matches("announcement " + a.id() + " is " + state, OUTCOME, a::status, s -> s.state().compareTo(state) >= 0);
    }

    /** The services of the product's own that a bundle has registered, as type and id; another id is another life. */
    static List<String> services(String name) {
        ServiceReference<?>[] refs = bundle(name).getRegisteredServices();
        return refs == null
                ? List.of()
                : Arrays.stream(refs)
                        .map(r -> ((String[]) r.getProperty(Constants.OBJECTCLASS))[0] + " " + r.getProperty(Constants.SERVICE_ID))
                        // Configuration Admin is told of PIDs by services in the bundle's name: they say nothing of its components.
                        .filter(s -> s.startsWith("announcer.")).sorted().toList();
    }

    /** What a test changed for its time. */
    interface Restore extends AutoCloseable {
        @Override
        void close();
    }
}
