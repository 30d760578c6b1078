package announcer.access.request;

import java.net.IDN;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import announcer.lib.limit.ClientAddresses;
import announcer.api.access.HttpCredentials;
import announcer.api.config.InvalidConfigurationException;

/**
 * The host names by which this server may be addressed. A page of another site can have its own name lead to this machine (DNS rebinding); to the
 * browser what it sends is then of the same site, and so no header tells. But the name it uses is not ours.
 *
 * <p>
 * An address instead of a name is always good, as nobody can have it lead elsewhere; so are {@code localhost} and names without a point,
 * which are given away by the machine or its network only. Other names: those that are configured. When none are, any will do for callers
 * from the network, who can come only where the server was opened to it; callers from this machine get no further.
 */
public final class AllowedHosts {
    public static final String HOSTS = "hosts";

    private static final Pattern NAME = Pattern.compile("(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,62})(\\.[a-z0-9_]([a-z0-9_-]{0,62}))*");
    private static final Pattern ADDRESS = Pattern.compile("\\[.*\\]|\\d{1,3}(\\.\\d{1,3}){3}");
    private static final int SHOWN = 100;

    private volatile Set<String> configured = Set.of();

    public void set(Set<String> hosts) {
        configured = Set.copyOf(hosts);
    }

    /**
     * The names of a setting.
     *
     * @param list separated by commas; may be empty
     * @throws InvalidConfigurationException when one of them cannot be a name; the message says which
     */
    public static Set<String> parse(String list) throws InvalidConfigurationException {
        Set<String> names = new HashSet<>();
        for (String part : list.split("[,\uff0c\u3001]", -1)) {
            if (!part.isBlank()) {
                names.add(name(part.strip()));
            }
        }
        return Set.copyOf(names);
    }

    /** As browsers send it. */
    private static String name(String written) throws InvalidConfigurationException {
        String problem = "hosts has '" + written
                + "' in it, which is no name of a machine: write names without scheme and port, such as announcer.example.org";
        try {
            String name = IDN.toASCII(written).toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
            if (NAME.matcher(name).matches()) {
                return name;
            }
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigurationException(HOSTS, problem + " (" + e.getMessage() + ")");
        }
        throw new InvalidConfigurationException(HOSTS, problem);
    }

    /** Why a request addresses somebody else, for whoever sent it; empty: it addresses us. */
    Optional<String> refusal(HttpCredentials request) {
        String name = host(request.ownOrigin());
        Set<String> known = configured;
        boolean ofThisNetwork = name.indexOf('.') < 0 && !name.startsWith("[") || name.endsWith(".localhost");
        if (ofThisNetwork || ADDRESS.matcher(name).matches() || known.contains(name)
                || known.isEmpty() && !ClientAddresses.isLoopback(request.address())) {
            return Optional.empty();
        }
        return Optional.of("This request is addressed to \""
                + name.substring(0, Math.min(name.length(), SHOWN)).replaceAll("[^\\x21-\\x7e]", "?")
                + "\", a name that is not known to be this server's: use its address, or add the name to hosts of announcer.access (conf/announcer.access.cfg).");
    }

    private static String host(String origin) {
        String rest = origin.substring(origin.indexOf("//") + 2).toLowerCase(Locale.ROOT);
        String name = rest.startsWith("[") ? rest.replaceFirst("(?<=\\]):.*", "") : rest.replaceFirst(":.*", "");
        // A name may end with a point, and means the same.
        return name.replaceFirst("\\.$", "");
    }
}
