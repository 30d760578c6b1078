package announcer.conf.metatype;

import org.osgi.service.metatype.AttributeDefinition;

/** The types of attributes in a metatype. */
public enum AttributeType {
    STRING(String.class, "a text"), PASSWORD(String.class, "a text"), INTEGER(Integer.class, "a whole number"), LONG(Long.class,
            "a whole number"), SHORT(Short.class, "a whole number"), BYTE(Byte.class,
                    "a whole number"), CHARACTER(Character.class, "one character"), DOUBLE(Double.class, "a number"), FLOAT(Float.class,
                            "a number"), BOOLEAN(
                                    Boolean.class, "true or false");

    final Class<?> javaType;
    final String words;

    AttributeType(Class<?> javaType, String words) {
        this.javaType = javaType;
        this.words = words;
    }

    /** Returns the type of a name in a metatype document; an unknown name is a text. */
    static AttributeType named(String name) {
        for (AttributeType k : values()) {
            if (k.name().equalsIgnoreCase(name) || (k == CHARACTER && "Char".equalsIgnoreCase(name))) {
                return k;
            }
        }
        return STRING;
    }

    static AttributeType of(int type) {
        return switch (type) {
            case AttributeDefinition.PASSWORD -> PASSWORD;
            case AttributeDefinition.INTEGER -> INTEGER;
            case AttributeDefinition.LONG -> LONG;
            case AttributeDefinition.SHORT -> SHORT;
            case AttributeDefinition.BYTE -> BYTE;
            case AttributeDefinition.CHARACTER -> CHARACTER;
            case AttributeDefinition.DOUBLE -> DOUBLE;
            case AttributeDefinition.FLOAT -> FLOAT;
            case AttributeDefinition.BOOLEAN -> BOOLEAN;
            default -> STRING;
        };
    }

    static AttributeType of(Class<?> type) {
        for (AttributeType k : values()) {
            if (k.javaType == type) {
                return k;
            }
        }
        return STRING;
    }

    boolean numeric() {
        return Number.class.isAssignableFrom(javaType);
    }

    /** @throws IllegalArgumentException when the text is not of this kind */
    Object parsed(String s) {
        return switch (this) {
            case STRING, PASSWORD -> s;
            case INTEGER -> Integer.valueOf(s.strip());
            case LONG -> Long.valueOf(s.strip());
            case SHORT -> Short.valueOf(s.strip());
            case BYTE -> Byte.valueOf(s.strip());
            case DOUBLE -> Double.valueOf(s.strip());
            case FLOAT -> Float.valueOf(s.strip());
            case CHARACTER -> {
                if (s.length() != 1) {
                    throw new IllegalArgumentException(s);
                }
                yield s.charAt(0);
            }
            case BOOLEAN -> switch (s.strip().toLowerCase(java.util.Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException(s);
            };
        };
    }
}
