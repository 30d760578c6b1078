package announcer.conf;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import javax.xml.stream.XMLStreamException;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what is known of a PID: in the metatype documents of all installed bundles (whether they run or not), else from the Metatype
 * Service, which also knows what bundles offer as services. Thread-safe.
 */
final class SchemaCatalog {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaCatalog.class);
    private static final String FOLDER = "OSGI-INF/metatype";

    private record Read(long lastModified, List<Schema> schemas) {}

    private final BundleContext context;
    private final Supplier<MetaTypeService> metatypes;
    private final Map<Long, Read> read = new ConcurrentHashMap<>();

    /** @param metatypes the service there is now, or null */
    SchemaCatalog(BundleContext context, Supplier<MetaTypeService> metatypes) {
        this.context = context;
        this.metatypes = metatypes;
    }

    Optional<Schema> find(String typePid) {
        for (Bundle b : context.getBundles()) {
            for (Schema s : of(b)) {
                if (s.pid().equals(typePid)) {
                    return Optional.of(s);
                }
            }
        }
        return fromService(typePid);
    }

    /** What a bundle's own documents describe. */
    List<Schema> of(Bundle bundle) {
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

    private Optional<Schema> fromService(String typePid) {
        MetaTypeService service = metatypes.get();
        if (service == null) {
            return Optional.empty();
        }
        for (Bundle b : context.getBundles()) {
            MetaTypeInformation info = b.getState() == Bundle.ACTIVE && of(b).isEmpty() ? service.getMetaTypeInformation(b) : null;
            if (info != null) {
                boolean factory = Arrays.asList(info.getFactoryPids()).contains(typePid);
                if (factory || Arrays.asList(info.getPids()).contains(typePid)) {
                    return schema(info, typePid, factory);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Schema> schema(MetaTypeInformation info, String typePid, boolean factory) {
        ObjectClassDefinition ocd;
        try {
            ocd = info.getObjectClassDefinition(typePid, null);
        } catch (IllegalArgumentException e) {
            // It went between the two calls: then nothing is known.
            LOG.debug("no metatype for {}: {}", typePid, e.toString());
            return Optional.empty();
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        AttributeDefinition[] all = ocd.getAttributeDefinitions(ObjectClassDefinition.ALL);
        for (AttributeDefinition ad : all == null ? new AttributeDefinition[0] : all) {
            String[] options = ad.getOptionValues();
            attributes.put(ad.getID(),
                    new Attribute(ad.getID(), Kind.of(ad.getType()), ad.getCardinality(), options == null ? List.of() : List.of(options),
                            null, null,
                            false, ad::validate));
        }
        return Optional.of(new Schema(typePid, factory, attributes));
    }
}
