package org.apache.log4j;

/** How much something matters. */
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
