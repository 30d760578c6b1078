package announcer.lib.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;

/** Client addresses, grouped as limits count them. Never asks a name server. */
public final class ClientAddresses {
    private static final int LONGEST = 64;

    private ClientAddresses() {
    }

    /** Returns the key of an address: an IPv6 /64 counts as one client, since its holder can use all of it. */
    public static String group(String address) {
        InetAddress parsed = parsed(address);
        return parsed == null ? address.substring(0, Math.min(address.length(), LONGEST)) : group(parsed);
    }

    /** Returns the key of an address: an IPv6 /64 counts as one client, since its holder can use all of it. */
    public static String group(InetAddress address) {
        return address instanceof Inet6Address && !address.isLoopbackAddress()
                ? HexFormat.of().formatHex(address.getAddress(), 0, 8) + "/64"
                : address.getHostAddress();
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
