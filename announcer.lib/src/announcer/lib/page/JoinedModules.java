package announcer.lib.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules of a page in one file, so that a telephone asks for one and not for twenty: over HTTP/1.1 a browser asks for six at a time, and each
 * time waits for the network's way there and back. Each module becomes a function, those first that others import; line breaks and names stay.
 * It knows the forms of {@code import} and {@code export} that our modules have, at the beginning of a line, and refuses others. Used by one
 * thread, once.
 */
public final class JoinedModules {
    private static final Pattern IMPORT = Pattern.compile("^import (?:(\\{[^}]*\\}|\\w+)\\s+from )?'\\./([a-z0-9/-]+\\.js)';$",
            Pattern.MULTILINE);
    private static final Pattern EXPORT = Pattern.compile("^export (?:(default) |((?:async )?(?:function|class|const) (\\w+)))",
            Pattern.MULTILINE);
    private static final Pattern RENAMED = Pattern.compile("(\\w+) as (\\w+)");
    private static final Pattern LEFT = Pattern.compile("^\\s*(?:import|export)\\b.*$", Pattern.MULTILINE);

    /** Where the modules come from. */
    @FunctionalInterface
    public interface Sources {
        /** A module in UTF-8, by its path with a slash in front; empty: there is none. */
        Optional<byte[]> module(String path) throws IOException;
    }

    private final Sources sources;
    /** The constant that holds what a module exports; empty: it is underway. */
    private final Map<String, String> constants = new HashMap<>();
    private final StringBuilder all = new StringBuilder();
    private int finished;

    private JoinedModules(Sources sources) {
        this.sources = sources;
    }

    /**
     * Joins a module and all that it imports.
     *
     * @param path the module that begins, with a slash in front
     * @return one module that does the same, in UTF-8; empty: there is no module of this path
     * @throws IllegalStateException when a module is missing, imports itself over others, or has a form that is not known here
     */
    public static Optional<byte[]> of(String path, Sources sources) throws IOException {
        if (sources.module(path).isEmpty()) {
            return Optional.empty();
        }
        JoinedModules joined = new JoinedModules(sources);
        joined.add(path);
        return Optional.of(joined.all.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a module, unless it is there already; returns its constant. */
    private String add(String path) throws IOException {
        String known = constants.putIfAbsent(path, "");
        if (known != null) {
            if (known.isEmpty()) {
                throw new IllegalStateException("the module " + path + " imports itself, over others");
            }
            return known;
        }
        String source = sources.module(path).map(module -> new String(module, StandardCharsets.UTF_8))
                .orElseThrow(() -> new IllegalStateException("there is no module " + path));
        String body = withImports(path, source);
        List<String> exported = new ArrayList<>();
        body = EXPORT.matcher(body).replaceAll(m -> {
            exported.add(m.group(1) == null ? m.group(3) : "default: $default");
            return Matcher.quoteReplacement(m.group(1) == null ? m.group(2) : "const $default = ");
        });
        Matcher left = LEFT.matcher(body);
        if (left.find()) {
            throw new IllegalStateException(path + " has a form of import or export that is not known here: " + left.group().strip());
        }
        String constant = "$" + ++finished;
        constants.put(path, constant);
        all.append("// ").append(path).append("\nconst ").append(constant).append(" = (() => {\n").append(body).append("\nreturn {")
                .append(String.join(", ", exported)).append("};\n})();\n");
        return constant;
    }

    /** Adds what a module imports, and makes constants of the imports. */
    private String withImports(String path, String source) throws IOException {
        StringBuilder body = new StringBuilder();
        Matcher m = IMPORT.matcher(source);
        while (m.find()) {
            String constant = add(path.substring(0, path.lastIndexOf('/') + 1) + m.group(2));
            String names = m.group(1);
            String taken = names == null
                    ? ""
                    : "const " + (names.startsWith("{") ? RENAMED.matcher(names).replaceAll("$1: $2") : "{default: " + names + "}") + " = "
                            + constant + ";";
            m.appendReplacement(body, Matcher.quoteReplacement(taken));
        }
        return m.appendTail(body).toString();
    }
}
