package announcer.conf.metatype;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import javax.xml.stream.XMLStreamException;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what is known of a PID: in the metatype documents of all installed bundles (whether they run or not), else from the Metatype
 * Service, which also knows what bundles offer as services. Thread-safe.
 */
public final class SchemaCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaCatalog.class);
    private static final String FOLDER = "OSGI-INF/metatype";

    private record Read(long lastModified, List<Schema> schemas) {}

    private final BundleContext context;
    private final ServiceSchemas services;
    private final Map<Long, Read> read = new ConcurrentHashMap<>();

    public SchemaCatalog(BundleContext context, ServiceSchemas services) {
        this.context = context;
        this.services = services;
    }

    public Optional<Schema> find(String typePid) {
        for (Bundle b : context.getBundles()) {
            for (Schema s : of(b)) {
                if (s.pid().equals(typePid)) {
                    return Optional.of(s);
                }
            }
        }
        return fromService(typePid);
    }

    /** Returns the schemas of a bundle's own documents. */
    public List<Schema> of(Bundle bundle) {
        if (bundle.getState() == Bundle.UNINSTALLED) {
            read.remove(bundle.getBundleId());
            return List.of();
        }
        Read known = read.get(bundle.getBundleId());
        if (known == null || known.lastModified() != bundle.getLastModified()) {
            known = new Read(bundle.getLastModified(), documents(bundle));
            read.put(bundle.getBundleId(), known);
        }
        return known.schemas();
    }

    private static List<Schema> documents(Bundle bundle) {
        List<Schema> schemas = new ArrayList<>();
        Enumeration<String> paths = bundle.getEntryPaths(FOLDER);
        for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
            URL url = path.endsWith(".xml") ? bundle.getEntry(path) : null;
            if (url != null) {
                try (InputStream in = url.openStream()) {
                    schemas.addAll(MetatypeDocument.read(in));
                } catch (IOException | XMLStreamException | NumberFormatException e) {
                    LOG.warn("{} of bundle {} cannot be read; its settings are not checked: {}", path, bundle.getSymbolicName(),
                            e.toString());
                }
            }
        }
        return schemas;
    }

    /** Returns the schemas of a bundle: those of its documents, or else those of its services. */
    List<Schema> all(Bundle bundle, Locale locale) {
        List<Schema> documented = of(bundle);
        return documented.isEmpty() ? services.of(bundle, locale.toString()) : documented;
    }

    private Optional<Schema> fromService(String typePid) {
        return Arrays.stream(context.getBundles()).filter(b -> of(b).isEmpty()).flatMap(b -> services.of(b, null).stream())
                .filter(s -> s.pid().equals(typePid)).findFirst();
    }
}
