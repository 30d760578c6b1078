package announcer.lib.page;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * A bundle's files for browsers, and beside them the modules of this package, which pages of several bundles share. Nothing else of the bundle
 * can be named. Safe for use by any thread.
 */
public final class PageFiles {
    private static final Map<String, String> TYPES = Map.of("html", "text/html; charset=utf-8", "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8", "svg", "image/svg+xml");
    /** No dots but the one before the type, no folders but one: nothing else of the bundle can be named. */
    private static final Pattern PATH = Pattern.compile("/(?:[a-z0-9-]+/)?[a-z0-9-]+\\.([a-z]+)");
    private static final Pattern SHARED = Pattern.compile("/[a-z0-9-]+\\.(?:js|svg)");
    /** {@code /all/NAME.js} is the module NAME with all that it imports, in one file. */
    private static final Pattern JOINED = Pattern.compile("/all(/[a-z0-9-]+\\.js)");

    private final Class<?> owner;
    private final String folder;
    private final String policy;
    /** Files that were asked for before: there are no more of them than there are files. */
    private final ConcurrentMap<String, PageFile> files = new ConcurrentHashMap<>();

    /**
     * @param owner a class of the bundle; the folder lies in its package
     * @param folder its name
     * @param policy the content security policy of each answer
     */
    public PageFiles(Class<?> owner, String folder, String policy) {
        this.owner = owner;
        this.folder = folder;
        this.policy = policy;
    }

    /**
     * Answers with a file; 404 when there is none of this name.
     *
     * @param path below the folder, with a slash in front
     */
    public void answer(String path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<PageFile> found = file(path);
        if (found.isEmpty()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        secure(response);
        found.get().answer(request, response);
    }

    /** Sets the headers by which a browser takes nothing but our own files. */
    public void secure(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", policy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    /** The file of this path, if there is one. */
    public Optional<PageFile> file(String path) throws IOException {
        PageFile known = files.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<PageFile> read = read(path);
        read.ifPresent(file -> files.put(path, file));
        return read;
    }

    private Optional<PageFile> read(String path) throws IOException {
        Matcher matcher = PATH.matcher(path);
        String type = matcher.matches() ? TYPES.get(matcher.group(1)) : null;
        if (type == null) {
            return Optional.empty();
        }
        Matcher joined = JOINED.matcher(path);
        Optional<byte[]> content = joined.matches() ? JoinedModules.of(joined.group(1), this::content) : content(path);
        return content.map(c -> new PageFile(type, c));
    }

    private Optional<byte[]> content(String path) throws IOException {
        try (InputStream own = owner.getResourceAsStream(folder + path);
                InputStream shared = SHARED.matcher(path).matches() ? PageFiles.class.getResourceAsStream(path.substring(1)) : null) {
            InputStream in = own == null ? shared : own;
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        }
    }
}
