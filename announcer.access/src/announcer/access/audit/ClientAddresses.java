package announcer.access.audit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Client addresses, grouped as the lock-out counts them. Never asks a name server. */
public final class ClientAddresses {
    private static final int LONGEST = 64;

    private ClientAddresses() {
    }

    /** Returns the key of an address: an IPv6 /64 counts as one client, since its holder can use all of it. */
    public static String group(String address) {
        InetAddress parsed = parsed(address);
        if (parsed instanceof Inet6Address && !parsed.isLoopbackAddress()) {
            return HexFormat.of().formatHex(parsed.getAddress(), 0, 8) + "/64";
        }
        return parsed == null ? address.substring(0, Math.min(address.length(), LONGEST)) : parsed.getHostAddress();
    }

    /** Whether the caller is on this machine. */
    public static boolean isLoopback(String address) {
        InetAddress parsed = parsed(address);
        return parsed != null && parsed.isLoopbackAddress();
    }

    private static InetAddress parsed(String address) {
        String bare = address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
        // Literals only: anything else would be looked up.
        if (!bare.matches("\\d{1,3}(\\.\\d{1,3}){3}") && !bare.contains(":")) {
            return null;
        }
        try {
            return InetAddress.getByName(bare.replaceFirst("%.*", ""));
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
