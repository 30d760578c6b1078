package announcer.engine.channel;

import announcer.engine.config.ChannelSettings;

/** Where channel configurations go: a service within this bundle. */
public interface ChannelHouse {
    /** A configuration has come or changed. */
    void put(ChannelSettings settings);

    /** A configuration has gone, or its component. */
    void remove(String pid, ChannelEnd why);
}
