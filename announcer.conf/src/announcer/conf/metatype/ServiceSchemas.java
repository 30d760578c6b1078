package announcer.conf.metatype;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.osgi.framework.Bundle;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import announcer.conf.metatype.Schema.Field;
import announcer.conf.metatype.Schema.Texts;

/** The schemas of bundles that describe their settings by services instead of documents. Thread-safe. */
public final class ServiceSchemas {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceSchemas.class);

    private final Supplier<MetaTypeService> metatypes;

    /** @param metatypes the service there is now, or null */
    public ServiceSchemas(Supplier<MetaTypeService> metatypes) {
        this.metatypes = metatypes;
    }

    /**
     * Returns the schemas that a running bundle declares.
     *
     * @param locale of its texts, as {@code zh_CN}; null: the system's
     */
    List<Schema> of(Bundle bundle, String locale) {
        MetaTypeService service = metatypes.get();
        MetaTypeInformation info = service == null || bundle.getState() != Bundle.ACTIVE ? null : service.getMetaTypeInformation(bundle);
        if (info == null) {
            return List.of();
        }
        Set<String> factories = new TreeSet<>(Arrays.asList(info.getFactoryPids()));
        Set<String> pids = new TreeSet<>(Arrays.asList(info.getPids()));
        pids.addAll(factories);
        List<Schema> all = new ArrayList<>();
        for (String pid : pids) {
            schema(info, pid, factories.contains(pid), locale).ifPresent(all::add);
        }
        return all;
    }

    private static Optional<Schema> schema(MetaTypeInformation info, String pid, boolean factory, String locale) {
        ObjectClassDefinition ocd;
        try {
            ocd = info.getObjectClassDefinition(pid, locale);
        } catch (IllegalArgumentException e) {
            // It went between the two calls: then nothing is known.
            LOG.debug("no metatype for {}: {}", pid, e.toString());
            return Optional.empty();
        }
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        Map<String, Field> fields = new LinkedHashMap<>();
        AttributeDefinition[] all = ocd.getAttributeDefinitions(ObjectClassDefinition.ALL);
        for (AttributeDefinition ad : all == null ? new AttributeDefinition[0] : all) {
            Map<String, String> options = options(ad);
            attributes.put(ad.getID(), new Attribute(ad.getID(), AttributeType.of(ad.getType()), ad.getCardinality(),
                    List.copyOf(options.keySet()), null, null, false, ad::validate));
            String[] defaults = ad.getDefaultValue();
            fields.put(ad.getID(), new Field(given(ad.getName(), ad.getID()), given(ad.getDescription(), ""),
                    defaults == null ? List.of() : List.of(defaults), options));
        }
        Texts texts = new Texts(null, given(ocd.getName(), pid), given(ocd.getDescription(), ""), fields);
        return Optional.of(new Schema(pid, factory, attributes, texts));
    }

    private static Map<String, String> options(AttributeDefinition ad) {
        String[] values = ad.getOptionValues();
        String[] labels = ad.getOptionLabels();
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 0; values != null && i < values.length; i++) {
            options.put(values[i], labels != null && i < labels.length ? labels[i] : values[i]);
        }
        return options;
    }

    private static String given(String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
