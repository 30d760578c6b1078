package announcer.conf.file;

import java.util.Optional;

/**
 * The one name that a configuration and its file share. {@code factoryPid} is null for a configuration that is not of a factory.
 * <p>
 * Configuration Admin gives two shapes of PID to instances of a factory, {@code F~name} and {@code F.uuid} (from
 * {@code createFactoryConfiguration}); both map to the file {@code F~name.cfg}, so that nothing has to be remembered about it.
 */
public record ConfName(String factoryPid, String name) {
    public static final String SUFFIX = ".cfg";
    private static final String UNSAFE = "<>:\"/\\|?*%";

    public static ConfName of(String pid, String factoryPid) {
        if (factoryPid == null) {
            return new ConfName(null, pid);
        }
        boolean shaped = pid.length() > factoryPid.length() + 1 && pid.startsWith(factoryPid)
                && "~.".indexOf(pid.charAt(factoryPid.length())) >= 0;
        return new ConfName(factoryPid, shaped ? pid.substring(factoryPid.length() + 1) : pid);
    }

    /** The name that a file stands for; empty for files that are no configuration. */
    public static Optional<ConfName> ofFile(String fileName) {
        if (!fileName.endsWith(SUFFIX) || fileName.startsWith(".") || fileName.length() == SUFFIX.length()) {
            return Optional.empty();
        }
        String stem = fileName.substring(0, fileName.length() - SUFFIX.length());
        int tilde = stem.indexOf('~');
        if (tilde == 0 || tilde == stem.length() - 1) {
            return Optional.empty();
        }
        return Optional.of(tilde < 0
                ? new ConfName(null, decoded(stem))
                : new ConfName(decoded(stem.substring(0, tilde)), decoded(stem.substring(tilde + 1))));
    }

    /** {@code F~name} for an instance of a factory, else the PID itself. */
    public String pid() {
        return factoryPid == null ? name : factoryPid + "~" + name;
    }

    /** The PID whose metatype and checks apply. */
    public String typePid() {
        return factoryPid == null ? name : factoryPid;
    }

    public String file() {
        String stem = factoryPid == null ? encoded(name, true) : encoded(factoryPid, true) + "~" + encoded(name, false);
        return stem + SUFFIX;
    }

    private static String encoded(String s, boolean first) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            if (c < ' ' || UNSAFE.indexOf(c) >= 0 || (first && (c == '~' || (c == '.' && i == 0)))) {
                out.append('%').append(String.format("%02X", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }

    private static String decoded(String s) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < s.length(); i++) {
            if (s.charAt(i) == '%' && i + 2 < s.length() && Character.digit(s.charAt(i + 1), 16) >= 0
                    && Character.digit(s.charAt(i + 2), 16) >= 0) {
                out.append((char) Integer.parseInt(s.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                out.append(s.charAt(i));
            }
        }
        return out.toString();
    }
}
