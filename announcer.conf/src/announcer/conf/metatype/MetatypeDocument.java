package announcer.conf.metatype;

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

import announcer.conf.metatype.Schema.Field;
import announcer.conf.metatype.Schema.Texts;

/**
 * One {@code OSGI-INF/metatype/*.xml}. It is read here and not through the Metatype Service because that one tells neither the limits
 * nor whether a default of "" is there, and because reading must not resolve the bundle.
 */
final class MetatypeDocument {
    private static final String NAME = "name";
    private static final String DESCRIPTION = "description";

    /** One OCD; its maps grow while it is read. */
    private record ObjectClass(Map<String, Attribute> attributes, Texts texts) {
        static ObjectClass named(String localisation, String name, String description) {
            return new ObjectClass(new LinkedHashMap<>(), new Texts(localisation, name, description, new LinkedHashMap<>()));
        }
    }

    private final Map<String, ObjectClass> classes = new HashMap<>();
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
            ObjectClass c = document.classes.getOrDefault(d[2], ObjectClass.named(null, d[0], ""));
            schemas.add(new Schema(d[0], d[1] != null, c.attributes(), c.texts()));
        }
        return schemas;
    }

    private void read(XMLStreamReader reader) throws XMLStreamException {
        ObjectClass current = ObjectClass.named(null, "", "");
        String localisation = null;
        String pid = null;
        String factoryPid = null;
        while (reader.hasNext()) {
            if (reader.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (reader.getLocalName()) {
                case "MetaData" -> localisation = reader.getAttributeValue(null, "localization");
                case "OCD" -> {
                    String id = reader.getAttributeValue(null, "id");
                    current = ObjectClass.named(localisation, text(reader, NAME, id), text(reader, DESCRIPTION, ""));
                    classes.put(id, current);
                }
                case "AD" -> attribute(reader, current);
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
    private static void attribute(XMLStreamReader reader, ObjectClass into) throws XMLStreamException {
        String id = reader.getAttributeValue(null, "id");
        AttributeType kind = AttributeType.named(reader.getAttributeValue(null, "type"));
        String cardinality = reader.getAttributeValue(null, "cardinality");
        String min = reader.getAttributeValue(null, "min");
        String max = reader.getAttributeValue(null, "max");
        String name = text(reader, NAME, id);
        String description = text(reader, DESCRIPTION, "");
        String given = reader.getAttributeValue(null, "default");
        boolean required = !"false".equals(reader.getAttributeValue(null, "required")) && given == null;
        int size = cardinality == null || cardinality.isBlank() ? 0 : Integer.parseInt(cardinality.strip());
        Map<String, String> options = options(reader);
        Attribute a = new Attribute(id, kind, size, List.copyOf(options.keySet()), min, max, required, s -> null);
        into.attributes().put(id, a);
        into.texts().fields().put(id, new Field(name, description, a.defaults(given), options));
    }

    private static Map<String, String> options(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> options = new LinkedHashMap<>();
        int depth = 1;
        while (depth > 0) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                if (reader.getLocalName().equals("Option")) {
                    String value = reader.getAttributeValue(null, "value");
                    options.put(value, text(reader, "label", value));
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
        }
        return options;
    }

    private static String text(XMLStreamReader reader, String name, String otherwise) {
        String text = reader.getAttributeValue(null, name);
        return text == null ? otherwise : text;
    }
}
