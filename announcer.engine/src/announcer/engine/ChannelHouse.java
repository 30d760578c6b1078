package announcer.engine;

/** Where channel configurations go: a service within this bundle. */
interface ChannelHouse {
    /** A configuration has come or changed. */
    void put(ChannelSettings settings);

    /** A configuration has gone; the cause is told to the announcements that end with it. */
    void remove(String pid, String cause);
}
