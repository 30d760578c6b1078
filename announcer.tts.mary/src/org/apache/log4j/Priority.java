package org.apache.log4j;

/** The level of a log event. */
public class Priority {
    private final String name;

    Priority(String name) {
        this.name = name;
    }

    @Override
    public String toString() {
        return name;
    }
}
