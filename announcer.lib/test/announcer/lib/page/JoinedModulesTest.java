package announcer.lib.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

/** Several modules as one; that a browser does the same with it show the tests of the pages. */
class JoinedModulesTest {
    private final Map<String, String> modules = new HashMap<>();

    private Optional<String> joined(String path) throws IOException {
        return JoinedModules.of(path, p -> Optional.ofNullable(modules.get(p)).map(m -> m.getBytes(StandardCharsets.UTF_8)))
                .map(all -> new String(all, StandardCharsets.UTF_8));
    }

    @Test
    void what_others_import_comes_first_and_once() throws IOException {
        modules.put("/a.js",
                "import {b, c as other} from './b.js';\nimport './d.js';\nimport words from './i18n/en.js';\nb(other, words);\n");
        modules.put("/b.js", "import {\n  d,\n  e,\n} from './d.js';\nexport const b = (x) => d(x, e);\nexport async function c() {}\n");
        modules.put("/d.js", "export function d() {}\nexport class e {}\n");
        modules.put("/i18n/en.js", "export default {\n  'a': 'import {x} from \\'y\\';',\n};\n");

        assertThat(joined("/a.js")).contains("""
                // /d.js
                const $1 = (() => {
                function d() {}
                class e {}

                return {d, e};
                })();
                // /b.js
                const $2 = (() => {
                const {
                  d,
                  e,
                } = $1;
                const b = (x) => d(x, e);
                async function c() {}

                return {b, c};
                })();
                // /i18n/en.js
                const $3 = (() => {
                const $default = {
                  'a': 'import {x} from \\'y\\';',
                };

                return {default: $default};
                })();
                // /a.js
                const $4 = (() => {
                const {b, c: other} = $2;

                const {default: words} = $3;
                b(other, words);

                return {};
                })();
                """);
        assertThat(joined("/absent.js")).isEmpty();
    }

    @Test
    void what_it_cannot_join_it_refuses() {
        for (String source : new String[]{"export let a = 1;", "export {a};", "import * as a from './b.js';", "import {a} from 'b';",
                "  import {a} from './b.js'", "export * from './b.js';"}) {
            modules.put("/a.js", "const x = 1;\n" + source + "\n");
            assertThatThrownBy(() -> joined("/a.js")).as(source).isInstanceOf(IllegalStateException.class)
                    .hasMessage("/a.js has a form of import or export that is not known here: " + source.strip());
        }
        modules.put("/a.js", "import './b.js';\n");
        assertThatThrownBy(() -> joined("/a.js")).hasMessage("there is no module /b.js");
        modules.put("/b.js", "import './a.js';\n");
        assertThatThrownBy(() -> joined("/a.js")).hasMessage("the module /a.js imports itself, over others");
    }
}
