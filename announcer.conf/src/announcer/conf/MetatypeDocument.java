package announcer.conf;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * One {@code OSGI-INF/metatype/*.xml}. It is read here and not through the Metatype Service because that one tells neither the limits
 * nor whether a default of "" is there, and because reading must not resolve the bundle.
 */
final class MetatypeDocument {
    private final Map<String, Map<String, Attribute>> classes = new HashMap<>();
    private final List<String[]> designates = new ArrayList<>();

    private MetatypeDocument() {
    }

    static List<Schema> read(InputStream xml) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        MetatypeDocument document = new MetatypeDocument();
        XMLStreamReader reader = factory.createXMLStreamReader(xml);
        try {
            document.read(reader);
        } finally {
            reader.close();
        }
        List<Schema> schemas = new ArrayList<>();
        for (String[] d : document.designates) {
            schemas.add(new Schema(d[0], d[1] != null, document.classes.getOrDefault(d[2], Map.of())));
        }
        return schemas;
    }

    private void read(XMLStreamReader reader) throws XMLStreamException {
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        String pid = null;
        String factoryPid = null;
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (reader.getLocalName()) {
                case "OCD" -> {
                    attributes = new LinkedHashMap<>();
                    classes.put(reader.getAttributeValue(null, "id"), attributes);
                }
                case "AD" -> {
                    Attribute a = attribute(reader);
                    attributes.put(a.id(), a);
                }
                case "Designate" -> {
                    factoryPid = reader.getAttributeValue(null, "factoryPid");
                    pid = factoryPid != null ? factoryPid : reader.getAttributeValue(null, "pid");
                }
                case "Object" -> {
                    if (pid != null) {
                        designates.add(new String[]{pid, factoryPid, reader.getAttributeValue(null, "ocdref")});
                    }
                }
                default -> {
                    // Nothing else says what a value may be.
                }
            }
        }
    }

    /** Reads an AD and the options within it. */
    private static Attribute attribute(XMLStreamReader reader) throws XMLStreamException {
        String id = reader.getAttributeValue(null, "id");
        Kind kind = Kind.named(reader.getAttributeValue(null, "type"));
        String cardinality = reader.getAttributeValue(null, "cardinality");
        String min = reader.getAttributeValue(null, "min");
        String max = reader.getAttributeValue(null, "max");
        boolean required = !"false".equals(reader.getAttributeValue(null, "required")) && reader.getAttributeValue(null, "default") == null;
        List<String> options = new ArrayList<>();
        int depth = 1;
        while (depth > 0) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                if (reader.getLocalName().equals("Option")) {
                    options.add(reader.getAttributeValue(null, "value"));
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        int size = cardinality == null || cardinality.isBlank() ? 0 : Integer.parseInt(cardinality.strip());
        return new Attribute(id, kind, size, List.copyOf(options), min, max, required, s -> null);
    }
}
