package announcer.web.server;

import java.time.Duration;

/**
 * The limits of the server's connections that are in force.
 *
 * @param maxConnections how many there may be
 * @param headTime how long the first head on a connection may take
 */
public record ServerLimits(int maxConnections, Duration headTime) {}
