package announcer.api.access;

/**
 * A user.
 *
 * @param name the name to log in with
 * @param role what it may do
 * @param pid the configuration that it is (factory {@link AccessControl#USER_PID})
 */
public record UserInfo(String name, Role role, String pid) {}
