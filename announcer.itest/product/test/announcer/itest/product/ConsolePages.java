package announcer.itest.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import announcer.bench.http.HttpTestClient;

/** Every page of the web console, found as a person finds them: by following its links. */
final class ConsolePages {
    static final String ROOT = "/system/console";
    private static final Pattern LINK = Pattern.compile("(?:href|action|src)\\s*=\\s*['\"]([^'\"#?]+)['\"?#]");
    /** Links that do something, or lead out of the console. */
    private static final Pattern LEFT_OUT = Pattern.compile(".*/(logout|res)(/.*)?|.*\\.(css|js|gif|png|ico|svg)");
    private static final int MOST = 150;
    /** By the address of the product. */
    private static final Map<String, Set<String>> PATHS = new ConcurrentHashMap<>();

    private ConsolePages() {
    }

    /** Paths and what they answer an administrator, text or not; pages of one kind (a bundle's, a component's) are followed as far as MOST. */
    static Map<String, byte[]> crawl(HttpTestClient admin) throws Exception {
        Map<String, byte[]> pages = new LinkedHashMap<>();
        Set<String> seen = new TreeSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(ROOT + "/bundles"));
        while (!open.isEmpty() && pages.size() < MOST) {
            String path = open.remove();
            if (!seen.add(path)) {
                continue;
            }
            var answer = admin.bytes(path);
            if (answer.statusCode() != 200) {
                continue;
            }
            pages.put(path, answer.body());
            if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
                Matcher links = LINK.matcher(new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
                while (links.find()) {
                    String to = java.net.URI.create(admin.base() + path).resolve(links.group(1).replace(" ", "%20")).getRawPath();
                    // A link without a path (javascript:, mailto:) leads to no page.
                    if (to != null && to.startsWith(ROOT + "/") && !LEFT_OUT.matcher(to).matches()) {
                        open.add(to);
                    }
                }
            }
        }
        assertThat(pages.keySet()).as("pages of the console").hasSizeGreaterThan(10).contains(ROOT + "/bundles", ROOT + "/configMgr",
                ROOT + "/components");
        PATHS.putIfAbsent(admin.base(), new LinkedHashSet<>(pages.keySet()));
        return pages;
    }

    /** Paths of the pages that an administrator sees, as the first crawl of this product found them. */
    static Set<String> paths(HttpTestClient admin) throws Exception {
        Set<String> known = PATHS.get(admin.base());
        if (known == null) {
            crawl(admin);
            known = PATHS.get(admin.base());
        }
        return known;
    }

    /** The console's pages themselves, without what lies under them. */
    static Set<String> tabs(HttpTestClient admin) throws Exception {
        Set<String> tabs = new TreeSet<>();
        for (String path : paths(admin)) {
            tabs.add(path.replaceFirst("^(" + ROOT + "/[^/]+).*", "$1"));
        }
        return tabs;
    }
}
