package announcer.conf;

import java.util.Map;

/** What a metatype says of one PID or factory PID. */
record Schema(String pid, boolean factory, Map<String, Attribute> attributes) {}
